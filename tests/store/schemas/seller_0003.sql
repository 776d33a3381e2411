-- seller.sqlite of version 3. Frozen: never changed once released.
CREATE TABLE accesses (
  shop TEXT NOT NULL,
  purpose TEXT NOT NULL,
  credential TEXT DEFAULT '' NOT NULL,
  cipher TEXT DEFAULT '' NOT NULL,
  home TEXT DEFAULT '' NOT NULL,
  scopes TEXT DEFAULT '[]' NOT NULL,
  PRIMARY KEY (shop, purpose)
);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
CREATE TABLE branches (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  representative TEXT DEFAULT '' NOT NULL,
  phone TEXT DEFAULT '' NOT NULL,
  description TEXT DEFAULT '' NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE conversation_tags (
  shop TEXT NOT NULL,
  conversation TEXT NOT NULL,
  tag TEXT NOT NULL,
  assigned FLOAT DEFAULT 0 NOT NULL,
  PRIMARY KEY (shop, conversation, tag)
);
CREATE INDEX conversations_of_tag ON conversation_tags (tag, shop);
CREATE TABLE credentials (
  id TEXT NOT NULL,
  app_key TEXT DEFAULT '' NOT NULL,
  service_id TEXT DEFAULT '' NOT NULL,
  api_url TEXT DEFAULT '' NOT NULL,
  auth_url TEXT DEFAULT '' NOT NULL,
  authorize_url TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE drafts (
  shop TEXT NOT NULL,
  conversation TEXT NOT NULL,
  text TEXT NOT NULL,
  updated FLOAT DEFAULT 0 NOT NULL,
  PRIMARY KEY (shop, conversation)
);
CREATE TABLE group_shops (
  group_id TEXT NOT NULL,
  shop TEXT NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (group_id, shop)
);
CREATE TABLE history_jobs (
  id TEXT NOT NULL,
  shop TEXT NOT NULL,
  until INTEGER DEFAULT 0 NOT NULL,
  state TEXT DEFAULT '' NOT NULL,
  token TEXT DEFAULT '' NOT NULL,
  place TEXT DEFAULT '' NOT NULL,
  conversations INTEGER DEFAULT 0 NOT NULL,
  messages INTEGER DEFAULT 0 NOT NULL,
  new_messages INTEGER DEFAULT 0 NOT NULL,
  reached INTEGER DEFAULT 0 NOT NULL,
  created FLOAT DEFAULT 0 NOT NULL,
  worked FLOAT DEFAULT 0 NOT NULL,
  code TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE marks (
  shop TEXT NOT NULL,
  conversation TEXT NOT NULL,
  unread INTEGER DEFAULT 0 NOT NULL,
  settled_key TEXT DEFAULT '' NOT NULL,
  settled_created INTEGER DEFAULT 0 NOT NULL,
  settled_id TEXT DEFAULT '' NOT NULL,
  remind_at INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (shop, conversation)
);
CREATE INDEX marks_by_reminder ON marks (remind_at) WHERE remind_at > 0;
CREATE TABLE notes (
  buyer TEXT NOT NULL,
  text TEXT NOT NULL,
  updated FLOAT DEFAULT 0 NOT NULL,
  PRIMARY KEY (buyer)
);
CREATE TABLE outbox (
  sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  local_id TEXT NOT NULL,
  shop TEXT NOT NULL,
  conversation TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  content_hash TEXT DEFAULT '' NOT NULL,
  state TEXT NOT NULL,
  created FLOAT DEFAULT 0 NOT NULL,
  attempt INTEGER DEFAULT 0 NOT NULL,
  next_at FLOAT DEFAULT 0 NOT NULL,
  blob TEXT DEFAULT '' NOT NULL,
  upload_url TEXT DEFAULT '' NOT NULL,
  watermark TEXT DEFAULT '' NOT NULL,
  watermark_ids TEXT DEFAULT '[]' NOT NULL,
  posted FLOAT DEFAULT 0 NOT NULL,
  message_id TEXT DEFAULT '' NOT NULL,
  confirmed_by TEXT DEFAULT '' NOT NULL,
  clean_reads INTEGER DEFAULT 0 NOT NULL,
  watch_since FLOAT DEFAULT 0 NOT NULL,
  match_id TEXT DEFAULT '' NOT NULL,
  doubt INTEGER DEFAULT 0 NOT NULL,
  sent_at FLOAT DEFAULT 0 NOT NULL,
  error_code TEXT DEFAULT '' NOT NULL,
  error_text TEXT DEFAULT '' NOT NULL,
  UNIQUE (local_id)
);
CREATE INDEX outbox_by_conversation ON outbox (shop, conversation, sequence);
CREATE INDEX outbox_open ON outbox (shop, conversation, sequence) WHERE state NOT IN ('confirmed', 'cancelled');
CREATE TABLE settings (
  name TEXT NOT NULL,
  value TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE shop_groups (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  shortcut INTEGER DEFAULT 0 NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE shops (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  region TEXT DEFAULT '' NOT NULL,
  code TEXT DEFAULT '' NOT NULL,
  seller_type TEXT DEFAULT '' NOT NULL,
  colour TEXT DEFAULT '' NOT NULL,
  avatar TEXT DEFAULT '' NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  im_user_id TEXT DEFAULT '' NOT NULL,
  connected INTEGER DEFAULT 1 NOT NULL,
  branch TEXT DEFAULT '' NOT NULL,
  paused INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE tags (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  colour TEXT DEFAULT '' NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE token_pointers (
  shop TEXT NOT NULL,
  slot TEXT DEFAULT '' NOT NULL,
  generation INTEGER DEFAULT 0 NOT NULL,
  access_expires INTEGER DEFAULT 0 NOT NULL,
  refresh_expires INTEGER DEFAULT 0 NOT NULL,
  refresh_started FLOAT DEFAULT 0 NOT NULL,
  PRIMARY KEY (shop)
);
CREATE TABLE views (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  "query" TEXT DEFAULT '{}' NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO alembic_version VALUES ('seller_0003');
PRAGMA user_version = 3;

-- seller.sqlite of version 2. Frozen: never changed once released.
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
CREATE TABLE branches (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  representative TEXT DEFAULT '' NOT NULL,
  phone TEXT DEFAULT '' NOT NULL,
  description TEXT DEFAULT '' NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE shop_groups (
  id TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  shortcut INTEGER DEFAULT 0 NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE group_shops (
  group_id TEXT NOT NULL,
  shop TEXT NOT NULL,
  position INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (group_id, shop)
);
CREATE TABLE accesses (
  shop TEXT NOT NULL,
  purpose TEXT NOT NULL,
  credential TEXT DEFAULT '' NOT NULL,
  cipher TEXT DEFAULT '' NOT NULL,
  home TEXT DEFAULT '' NOT NULL,
  scopes TEXT DEFAULT '[]' NOT NULL,
  PRIMARY KEY (shop, purpose)
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
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('seller_0002');
PRAGMA user_version = 2;

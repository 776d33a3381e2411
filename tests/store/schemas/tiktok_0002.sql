-- tiktok.sqlite of version 2. Frozen: never changed once released.
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
CREATE VIRTUAL TABLE buyer_words USING fts5(words, detail='none', columnsize=0, prefix='1 2 3', tokenize='ascii');
CREATE TABLE conversations (
  n INTEGER NOT NULL,
  shop TEXT NOT NULL,
  id TEXT NOT NULL,
  buyer_im TEXT DEFAULT '' NOT NULL,
  buyer_user TEXT DEFAULT '' NOT NULL,
  buyer_name TEXT DEFAULT '' NOT NULL,
  buyer_avatar TEXT DEFAULT '' NOT NULL,
  shop_avatar TEXT DEFAULT '' NOT NULL,
  shop_im TEXT DEFAULT '' NOT NULL,
  can_send INTEGER DEFAULT 1 NOT NULL,
  created INTEGER DEFAULT 0 NOT NULL,
  last_at INTEGER DEFAULT 0 NOT NULL,
  last_kind TEXT DEFAULT '' NOT NULL,
  last_role TEXT DEFAULT '' NOT NULL,
  preview TEXT DEFAULT '' NOT NULL,
  last_message TEXT DEFAULT '' NOT NULL,
  unread INTEGER DEFAULT 0 NOT NULL,
  unanswered INTEGER DEFAULT 0 NOT NULL,
  waiting_since INTEGER DEFAULT 0 NOT NULL,
  server_unread INTEGER DEFAULT 0 NOT NULL,
  read_key TEXT DEFAULT '' NOT NULL,
  told_key TEXT DEFAULT '' NOT NULL,
  read_settle INTEGER DEFAULT 0 NOT NULL,
  read_pending INTEGER DEFAULT 0 NOT NULL,
  listed_latest TEXT DEFAULT '' NOT NULL,
  latest_misses INTEGER DEFAULT 0 NOT NULL,
  tags TEXT DEFAULT '' NOT NULL,
  marked INTEGER DEFAULT 0 NOT NULL,
  remind_at INTEGER DEFAULT 0 NOT NULL,
  orders INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (shop, id)
);
CREATE INDEX conversations_by_orders ON conversations (shop, orders);
CREATE INDEX conversations_of_buyer ON conversations (shop, buyer_user);
CREATE INDEX inbox ON conversations (shop, last_at DESC, id DESC, unread, unanswered, orders, remind_at, tags);
CREATE INDEX inbox_reminder ON conversations (shop, last_at DESC, id DESC, unread, unanswered, orders, remind_at, tags) WHERE remind_at > 0;
CREATE INDEX inbox_tagged ON conversations (shop, last_at DESC, id DESC, unread, unanswered, orders, remind_at, tags) WHERE tags <> '';
CREATE INDEX inbox_unread ON conversations (shop, last_at DESC, id DESC, unread, unanswered, orders, remind_at, tags) WHERE unread > 0;
CREATE INDEX inbox_waiting ON conversations (shop, waiting_since, id, last_at, unread, unanswered, orders, remind_at, tags) WHERE unanswered = 1;
CREATE INDEX read_to_tell ON conversations (shop) WHERE read_pending = 1;
CREATE TABLE media (
  url_hash TEXT NOT NULL,
  file TEXT NOT NULL,
  bytes INTEGER DEFAULT 0 NOT NULL,
  width INTEGER DEFAULT 0 NOT NULL,
  height INTEGER DEFAULT 0 NOT NULL,
  used_at INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (url_hash)
);
CREATE INDEX media_by_use ON media (used_at);
CREATE VIRTUAL TABLE message_words USING fts5(words, detail='none', columnsize=0, prefix='1 2 3 4 5', tokenize='ascii');
CREATE TABLE messages (
  n INTEGER NOT NULL,
  conversation INTEGER NOT NULL,
  id TEXT NOT NULL,
  "key" TEXT NOT NULL,
  created INTEGER NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  sender_im TEXT DEFAULT '' NOT NULL,
  sender_name TEXT DEFAULT '' NOT NULL,
  sender_avatar TEXT DEFAULT '' NOT NULL,
  visible INTEGER DEFAULT 1 NOT NULL,
  raw TEXT DEFAULT '' NOT NULL,
  segment INTEGER,
  PRIMARY KEY (n),
  UNIQUE (conversation, id)
);
CREATE INDEX messages_in_order ON messages (conversation, "key", created, id);
CREATE INDEX messages_of_agent ON messages (conversation, "key", created, id) WHERE role = 'CUSTOMER_SERVICE' AND visible = 1;
CREATE INDEX messages_of_buyer ON messages (conversation, "key", created, id) WHERE role = 'BUYER' AND visible = 1;
CREATE TABLE order_sync (
  shop TEXT NOT NULL,
  until INTEGER DEFAULT 0 NOT NULL,
  token TEXT DEFAULT '' NOT NULL,
  complete INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (shop)
);
CREATE TABLE orders (
  shop TEXT NOT NULL,
  id TEXT NOT NULL,
  buyer_user TEXT DEFAULT '' NOT NULL,
  status TEXT DEFAULT '' NOT NULL,
  created INTEGER DEFAULT 0 NOT NULL,
  updated INTEGER DEFAULT 0 NOT NULL,
  content TEXT DEFAULT '{}' NOT NULL,
  PRIMARY KEY (shop, id)
);
CREATE INDEX orders_by_id ON orders (id);
CREATE INDEX orders_of_buyer ON orders (shop, buyer_user, created DESC);
CREATE TABLE search_due (
  what TEXT NOT NULL,
  n INTEGER NOT NULL,
  place INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (what, n)
);
CREATE TABLE search_shops (
  n INTEGER NOT NULL,
  shop TEXT NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (shop)
);
CREATE TABLE search_state (
  what TEXT NOT NULL,
  upto INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (what)
);
CREATE TABLE segments (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL,
  shop TEXT NOT NULL,
  top_key TEXT NOT NULL,
  top_created INTEGER NOT NULL,
  top_id TEXT NOT NULL,
  low_key TEXT NOT NULL,
  low_created INTEGER NOT NULL,
  low_id TEXT NOT NULL,
  size INTEGER DEFAULT 0 NOT NULL,
  at_start INTEGER DEFAULT 0 NOT NULL,
  lowest INTEGER DEFAULT 1 NOT NULL,
  token TEXT DEFAULT '' NOT NULL
);
CREATE INDEX holes_of_shop ON segments (shop, low_created) WHERE at_start = 0 AND lowest = 0;
CREATE INDEX open_ends_of_shop ON segments (shop, low_created) WHERE at_start = 0 AND lowest = 1;
CREATE INDEX segments_of_conversation ON segments (conversation, top_key);
CREATE TABLE shop_sync (
  shop TEXT NOT NULL,
  first_synced INTEGER DEFAULT 0 NOT NULL,
  conversations INTEGER DEFAULT 0 NOT NULL,
  PRIMARY KEY (shop)
);
INSERT INTO alembic_version VALUES ('tiktok_0002');
PRAGMA user_version = 2;

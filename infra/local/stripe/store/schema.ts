/** The simulator's whole memory. Bodies are the JSON that the API answers with. */
export const schema = `
  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    object TEXT NOT NULL,
    parent TEXT,
    body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (object, seq);
  CREATE INDEX IF NOT EXISTS objects_by_parent ON objects (parent, seq) WHERE parent IS NOT NULL;

  CREATE TABLE IF NOT EXISTS notes (
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, subject)
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS scheduled_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at_seconds INTEGER NOT NULL,
    test_clock TEXT
  );
  CREATE INDEX IF NOT EXISTS scheduled_jobs_by_due ON scheduled_jobs (test_clock, due_at_seconds, id);

  CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at_seconds INTEGER NOT NULL
  );

  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    event_type TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'abandoned')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at_ms INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    last_attempt_at_ms INTEGER,
    last_status INTEGER,
    last_error TEXT,
    last_answer TEXT
  );
  CREATE INDEX IF NOT EXISTS deliveries_pending ON deliveries (due_at_ms, id) WHERE state = 'pending';
  CREATE INDEX IF NOT EXISTS deliveries_by_event ON deliveries (event);
`;

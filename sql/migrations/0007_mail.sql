-- The outbox. pending -> claimed -> sent, or back to pending with a later time, or failed, or suppressed. A crash after the
-- relay's 250 and before `sent` can send one mail twice; its Message-ID is the same, so a mailbox can fold the two. Never
-- the reverse: what was committed as pending is sent, or fails with its reason kept.
CREATE TABLE delivery (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id     text NOT NULL UNIQUE,               -- <kind.period.account@domain>: one delivery, however often built
  kind           text NOT NULL CHECK (kind IN ('confirm', 'reset', 'notice', 'alert', 'digest')),
  account_id     bigint REFERENCES account,
  address        text NOT NULL,
  subject        text NOT NULL CHECK (subject !~ '[[:cntrl:]]'),
  text_body      text,                               -- NULL until the worker has rendered it from `payload`
  html_body      text,
  payload        jsonb NOT NULL DEFAULT '{}',        -- what the template of this kind shows
  unsubscribe_url text,
  state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'claimed', 'sent', 'failed', 'suppressed')),
  created_at     timestamptz NOT NULL,
  next_try_at    timestamptz NOT NULL,
  lease_owner    text,
  lease_until    timestamptz,
  attempts       int NOT NULL DEFAULT 0,
  last_reply     text,
  sent_at        timestamptz,
  CHECK ((state = 'claimed') = (lease_owner IS NOT NULL AND lease_until IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX delivery_due ON delivery (next_try_at) WHERE state IN ('pending', 'claimed');
CREATE INDEX ON delivery (account_id);
ALTER TABLE alert ADD FOREIGN KEY (delivery_id) REFERENCES delivery;
ALTER TABLE digest ADD FOREIGN KEY (delivery_id) REFERENCES delivery;

CREATE TABLE suppression (                           -- addresses that bounced for good or complained
  address        text PRIMARY KEY,
  since          timestamptz NOT NULL,
  reason         text NOT NULL,
  hard_bounces   int NOT NULL DEFAULT 0
);

-- The web inserts confirmations and resets and reads nothing back: mail is the worker's.
GRANT INSERT ON delivery TO atlas_web;
GRANT SELECT, INSERT, UPDATE ON delivery, suppression TO atlas_worker;

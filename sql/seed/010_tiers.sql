-- The tiers: what an account may watch and see. Data, never code: the program asks for a feature by its name and for a
-- limit by its number, and knows no tier by name. A renamed tier keeps its old names in `aliases`.
--
-- features: digest (weekly mail) · alerts (same-day mail) · summaries (structured change summaries) · pdf ·
-- provision-watches · organisations (a common watchlist) · timelines · regulatory-mapping · institutional (analysis) · evidence-packs · audit-export · api-keys ·
-- webhooks (signed messages to endpoints of one's own)
INSERT INTO tier (slug, name, aliases, rank, platform_limit, member_limit, features, trial_days, description, valid_from)
VALUES
  ('free', 'Free', '{}', 0, 1, 1,
   '{digest}', 0,
   'Follow one platform and get its changes in a weekly digest.',
   '2015-01-01T00:00:00Z'),
  ('watcher', 'Watcher', '{}', 1, 10, 1,
   '{digest,alerts,summaries,pdf}', 14,
   'Ten platforms, an alert the same day, and changes summarised point by point.',
   '2015-01-01T00:00:00Z'),
  ('monitor', 'Monitor', '{}', 2, 25, 1,
   '{digest,alerts,summaries,pdf}', 14,
   'All that Watcher has, for twenty-five platforms.',
   '2015-01-01T00:00:00Z'),
  ('professional', 'Professional', '{}', 3, 100, 10,
   '{digest,alerts,summaries,pdf,provision-watches,organisations,timelines,regulatory-mapping,webhooks}', 14,
   'A hundred platforms, watches on single provisions, a watchlist for ten people, governance timelines and the mapping to regulation.',
   '2015-01-01T00:00:00Z'),
  ('compliance', 'Compliance', '{}', 4, NULL, NULL,
   '{digest,alerts,summaries,pdf,provision-watches,organisations,timelines,regulatory-mapping,webhooks,institutional,evidence-packs,audit-export,api-keys}', 14,
   'Every platform, a watchlist for any number of people, the full institutional analysis, evidence packs, audit-ready export and API keys.',
   '2015-01-01T00:00:00Z')
ON CONFLICT (slug) DO UPDATE SET
  name = excluded.name, aliases = excluded.aliases, rank = excluded.rank, platform_limit = excluded.platform_limit, member_limit = excluded.member_limit,
  features = excluded.features, trial_days = excluded.trial_days, description = excluded.description,
  valid_from = excluded.valid_from;

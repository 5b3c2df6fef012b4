-- The tiers: what an account may watch and see. Data, never code: the program asks for a feature by its name and for a
-- limit by its number, and knows no tier by name.
--
-- A renamed tier keeps its old names in the third column, and they go on naming it. Where its name, limits, features or
-- trial change here, `atlas migrate` makes a new row of it that holds from then on: who has the old one keeps what it has
-- (0019_billing.sql, tier_put). Rank says what contains what, lowest first; gaps are fine. To withdraw a tier, take it out
-- here and give its row a valid_to.
--
-- features: digest (weekly mail) · alerts (same-day mail) · summaries (structured change summaries) · pdf ·
-- provision-watches · organisations (a common watchlist) · timelines · regulatory-mapping · institutional (analysis) ·
-- evidence-packs · audit-export · api-keys · webhooks (signed messages to endpoints of one's own)
SELECT tier_put(slug, name, aliases::text[], rank, platform_limit, member_limit, features::text[], trial_days, description, '2015-01-01T00:00:00Z')
FROM (VALUES
  ('free', 'Free', '{}', 0, 1, 1,
   '{digest}', 0,
   'Follow one platform and get its changes in a weekly digest.'),
  ('watcher', 'Watcher', '{}', 1, 10, 1,
   '{digest,alerts,summaries,pdf}', 14,
   'Ten platforms, an alert the same day, and changes summarised point by point.'),
  ('monitor', 'Monitor', '{}', 2, 25, 1,
   '{digest,alerts,summaries,pdf}', 14,
   'All that Watcher has, for twenty-five platforms.'),
  ('professional', 'Professional', '{}', 3, 100, 10,
   '{digest,alerts,summaries,pdf,provision-watches,organisations,timelines,regulatory-mapping,webhooks}', 14,
   'A hundred platforms, watches on single provisions, a watchlist for ten people, governance timelines and the mapping to regulation.'),
  ('compliance', 'Compliance', '{}', 4, NULL, NULL,
   '{digest,alerts,summaries,pdf,provision-watches,organisations,timelines,regulatory-mapping,webhooks,institutional,evidence-packs,audit-export,api-keys}', 14,
   'Every platform, a watchlist for any number of people, the full institutional analysis, evidence packs, audit-ready export and API keys.')
) AS offered (slug, name, aliases, rank, platform_limit, member_limit, features, trial_days, description);

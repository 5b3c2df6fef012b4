-- Signing up, with what the person wanted to watch.
-- params: ?watch
SELECT jsonb_build_object('title', 'Create an account', 'description', 'Be told by mail when the documents that govern you change.',
  'watch', (SELECT slug FROM platform WHERE slug = $1::text AND active),
  'platform_name', (SELECT name FROM platform WHERE slug = $1::text AND active))

-- Logging in. The wish where to go afterwards is checked when the form comes.
-- params: ?next
SELECT jsonb_build_object('title', 'Log in', 'next', $1::text)

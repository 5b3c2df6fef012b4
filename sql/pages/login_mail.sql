-- Asking for a link that logs in.
SELECT jsonb_build_object('title', 'Log in by a link')

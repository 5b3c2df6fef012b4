-- The second factor's code. Who has shown no first factor is sent back when the form comes.
-- params: ?next
SELECT jsonb_build_object('title', 'Enter your code', 'next', $1::text)

-- The latest fifty changes of substance that reach an account's watches, as an Atom feed at an address that only its owner has.
-- params: token @base
SELECT watchlist_atom($1, $2)

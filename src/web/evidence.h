/* What a reader needs to check a version for himself: the bytes as they were received, and the wish to have all hashes
 * computed again by a worker (store/upkeep.h). The pages about it are sql/pages/version.sql and version_check.sql. */
#ifndef ATLAS_WEB_EVIDENCE_H
#define ATLAS_WEB_EVIDENCE_H

struct exchange;

/* GET /version/:version/capture: the body as text/plain, as a download, whatever it is: no browser shows it as a page
 * of ours. 404 where there is none, 410 with the reason where it was taken away. */
int evidence_capture(struct exchange *x);
/* POST /version/:version/check */
int form_hash_request(struct exchange *x);

#endif

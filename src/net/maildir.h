/* Delivers into a Maildir: the place for mail where no relay is configured (development, the demonstration, a host
 * whose own mail system reads it). tmp → fsync → rename into new → fsync the folder: after OK the message survives a
 * power cut, before it there is at most a file in tmp.
 *
 * The file's name is derived from the Message-ID, so a delivery that is tried again replaces the same file instead of
 * adding one. Bytes are stored as given. */
#ifndef ATLAS_NET_MAILDIR_H
#define ATLAS_NET_MAILDIR_H

#include "base/str.h"

/* Makes the Maildir (mode 0700) where missing; its parent must exist. ERR_IO names what failed. ERR_BAD_INPUT: an empty
 * Message-ID. */
MUST_USE int maildir_deliver(const char *dir, struct str message_id, struct str message, struct note *why);

/* The file's name within new/ for a Message-ID: printable ASCII, no '/', no ':', does not begin with '.'. Two different
 * ids have two different names; those of more than 180 bytes as far as a 64-bit hash tells them apart. */
enum { MAILDIR_NAME_SIZE = 224 };
const char *maildir_name(struct str message_id, char out[MAILDIR_NAME_SIZE]);

#endif

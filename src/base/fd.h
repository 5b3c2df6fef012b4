/* Whole writes to a descriptor: a short write goes on, an interrupted one begins again. */
#ifndef ATLAS_BASE_FD_H
#define ATLAS_BASE_FD_H

#include "base/str.h"

bool fd_write(int fd, const char *p, size_t n); /* false: errno says why */
bool fd_send(int fd, const char *p, size_t n);  /* a socket; a peer that is gone is no signal */

#endif

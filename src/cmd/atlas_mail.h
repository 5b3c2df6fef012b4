/* `atlas mail`: the outbox as the operator sees it. */
#ifndef ATLAS_CMD_ATLAS_MAIL_H
#define ATLAS_CMD_ATLAS_MAIL_H

int atlas_mail(int argc, char **argv); /* argv[0] is "mail"; the exit code */

#endif

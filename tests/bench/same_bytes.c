/* The reference for uncached pages: a FastCGI program that writes the bytes of a file and does nothing else.
 * same_bytes SOCKET PROCESSES FILE; ends with its parent's SIGTERM to the process group. */
#include <fcgiapp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char body[1 << 20];

static void serve(int fd, size_t n)
{
    FCGX_Request rq;
    FCGX_InitRequest(&rq, fd, 0);
    while (FCGX_Accept_r(&rq) == 0) {
        FCGX_FPrintF(rq.out, "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n\r\n");
        FCGX_PutStr(body, (int)n, rq.out);
        FCGX_Finish_r(&rq);
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) return 2;
    FILE *f = fopen(argv[3], "rb");
    if (f == NULL) return 1;
    size_t n = fread(body, 1, sizeof body, f);
    fclose(f);
    FCGX_Init();
    int fd = FCGX_OpenSocket(argv[1], 4096);
    for (long i = strtol(argv[2], NULL, 10); i > 1; i--)
        if (fork() == 0) break;
    serve(fd, n);
    return 0;
}

/* The reference for a cycle over unchanged sources: libcurl and SHA-256 alone. Reads URLs on standard input, fetches each
 * with up to PARALLEL transfers at a time, hashes the bodies and prints how many came and how many seconds it took.
 * fetch_hash PARALLEL [ETAG]: with an ETAG the requests are conditional. */
#include <curl/curl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static size_t hash(char *p, size_t size, size_t n, void *to)
{
    EVP_DigestUpdate(to, p, size * n);
    return size * n;
}

static CURL *next(CURLM *multi, const EVP_MD *sha256, struct curl_slist *headers)
{
    char line[1024];
    if (fgets(line, sizeof line, stdin) == NULL) return NULL;
    line[strcspn(line, "\n")] = '\0';
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    EVP_DigestInit_ex(md, sha256, NULL);
    CURL *c = curl_easy_init();
    curl_easy_setopt(c, CURLOPT_URL, line);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, hash);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, md);
    curl_easy_setopt(c, CURLOPT_PRIVATE, md);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    if (headers != NULL) curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_multi_add_handle(multi, c);
    return c;
}

static void finish(CURLM *multi, CURL *c, long *good)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *md = NULL;
    long status = 0;
    curl_easy_getinfo(c, CURLINFO_PRIVATE, &md);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    EVP_DigestFinal_ex(md, digest, NULL);
    EVP_MD_CTX_free(md);
    *good += status == 200 || status == 304;
    curl_multi_remove_handle(multi, c);
    curl_easy_cleanup(c);
}

int main(int argc, char **argv)
{
    if (argc < 2) return 2;
    long parallel = strtol(argv[1], NULL, 10), good = 0, running = 0;
    struct curl_slist *headers = NULL;
    if (argc > 2) {
        char line[256];
        snprintf(line, sizeof line, "If-None-Match: %s", argv[2]);
        headers = curl_slist_append(NULL, line);
    }
    struct timespec t0, t1;
    curl_global_init(CURL_GLOBAL_ALL);
    const EVP_MD *sha256 = EVP_sha256();
    CURLM *multi = curl_multi_init();
    clock_gettime(CLOCK_MONOTONIC, &t0);
    while (running < parallel && next(multi, sha256, headers) != NULL) running++;
    while (running > 0) {
        int active = 0, left = 0;
        curl_multi_perform(multi, &active);
        for (CURLMsg *m; (m = curl_multi_info_read(multi, &left)) != NULL;) {
            finish(multi, m->easy_handle, &good);
            if (next(multi, sha256, headers) == NULL) running--;
        }
        curl_multi_poll(multi, NULL, 0, 100, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &t1);
    printf("%ld %.6f\n", good, (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) / 1e9);
    curl_multi_cleanup(multi);
    curl_slist_free_all(headers);
    return 0;
}

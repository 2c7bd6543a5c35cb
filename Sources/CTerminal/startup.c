#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* In ascending order: the lowest free descriptor is the one that open takes. Writing to a stdout
   that was closed stays an error: what nobody can read must not count as told. */
static void open_standard_descriptors(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        int use = descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR;
        if (open("/dev/null", use) != descriptor) _exit(69);
    }
}

/* A block as large as that is given back to the system as soon as it is freed. */
enum { LARGE_BLOCK = 1 << 20 };

void ct_give_back_memory(void) {
    malloc_trim(0);
}

void ct_start_up(const char *crash_sentence) {
    open_standard_descriptors();
    umask(077);
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    ct_catch_crashes(crash_sentence);
    /* Without a UTF-8 locale the editor does not open, and reading by lines needs none. */
    (void)ct_use_utf8();
}

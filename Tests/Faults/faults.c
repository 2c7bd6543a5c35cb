/*
 * For the tests: counts the calls that write to files, or open and read them, of a program it is
 * loaded into (LD_PRELOAD), and makes one of them fail or the last thing the program does.
 *
 *   FAULT_READS  those that open and read, not those that write
 *   FAULT_AT     which call, counted from 1; 0 for none
 *   FAULT_KIND   a number of errno; `short` writes half; `kill` before the call, `killed` after it
 *   FAULT_STICKY also all calls after it
 *   FAULT_COUNT  a file that gets a byte for each call
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int calls, at, error_number, count_file = -1;
static bool is_reading, is_sticky, is_short, kills_before, kills_after;

__attribute__((constructor)) static void set_up(void) {
    const char *text = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND");
    const char *count = getenv("FAULT_COUNT");
    at = text ? atoi(text) : 0;
    is_reading = getenv("FAULT_READS") != NULL;
    is_sticky = getenv("FAULT_STICKY") != NULL;
    if (kind != NULL) {
        is_short = strcmp(kind, "short") == 0;
        kills_before = strcmp(kind, "kill") == 0;
        kills_after = strcmp(kind, "killed") == 0;
        error_number = atoi(kind);
    }
    if (count != NULL) count_file = open(count, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

/* Whether this call is the one. What goes to a terminal or a pipe is not counted: only files. */
static bool is_due_of(bool reads, int descriptor) {
    struct stat information;
    if ((at == 0 && count_file < 0) || reads != is_reading) return false;
    if (descriptor >= 0) {
        int saved = errno;
        bool is_file = fstat(descriptor, &information) == 0 && S_ISREG(information.st_mode);
        errno = saved;
        if (!is_file || descriptor == count_file) return false;
    }
    calls++;
    if (count_file >= 0) {
        static ssize_t (*plain)(int, const void *, size_t);
        if (plain == NULL) plain = dlsym(RTLD_NEXT, "write");
        plain(count_file, ".", 1);
    }
    if (calls != at && !(is_sticky && at > 0 && calls > at)) return false;
    if (kills_before) raise(SIGKILL);
    return true;
}

static bool is_due(int descriptor) { return is_due_of(false, descriptor); }
static bool is_due_to_read(int descriptor) { return is_due_of(true, descriptor); }

#define REAL(name) \
    static __typeof__(&name) real; \
    if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name);

/* What a call that is due answers; `whole` is the call itself, `half` with half of the bytes. */
#define ANSWER(due, whole, half) \
    if (!(due)) return whole; \
    if (kills_after) { (void)!whole; raise(SIGKILL); } \
    if (is_short) return half; \
    errno = error_number; \
    return -1

ssize_t write(int descriptor, const void *bytes, size_t count) {
    REAL(write)
    ANSWER(is_due(descriptor), real(descriptor, bytes, count),
           real(descriptor, bytes, (count + 1) / 2));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    REAL(pwrite64)
    ANSWER(is_due(descriptor), real(descriptor, bytes, count, offset),
           real(descriptor, bytes, (count + 1) / 2, offset));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    REAL(pwrite)
    ANSWER(is_due(descriptor), real(descriptor, bytes, count, offset),
           real(descriptor, bytes, (count + 1) / 2, offset));
}

int fdatasync(int descriptor) {
    REAL(fdatasync)
    ANSWER(is_due(descriptor), real(descriptor), real(descriptor));
}

int fsync(int descriptor) {
    REAL(fsync)
    ANSWER(is_due(descriptor), real(descriptor), real(descriptor));
}

int ftruncate64(int descriptor, off64_t length) {
    REAL(ftruncate64)
    ANSWER(is_due(descriptor), real(descriptor, length), real(descriptor, length));
}

int ftruncate(int descriptor, off_t length) {
    REAL(ftruncate)
    ANSWER(is_due(descriptor), real(descriptor, length), real(descriptor, length));
}

int unlink(const char *path) {
    REAL(unlink)
    ANSWER(is_due(-1), real(path), real(path));
}

int rename(const char *from, const char *to) {
    REAL(rename)
    ANSWER(is_due(-1), real(from, to), real(from, to));
}

int link(const char *from, const char *to) {
    REAL(link)
    ANSWER(is_due(-1), real(from, to), real(from, to));
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    REAL(read)
    ANSWER(is_due_to_read(descriptor), real(descriptor, bytes, count),
           real(descriptor, bytes, (count + 1) / 2));
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) {
    REAL(pread64)
    ANSWER(is_due_to_read(descriptor), real(descriptor, bytes, count, offset),
           real(descriptor, bytes, (count + 1) / 2, offset));
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
    REAL(pread)
    ANSWER(is_due_to_read(descriptor), real(descriptor, bytes, count, offset),
           real(descriptor, bytes, (count + 1) / 2, offset));
}

/* The mode is there with O_CREAT, and read over without. */
#define OPEN(name)                                                                        \
    int name(const char *path, int flags, ...) {                                          \
        REAL(name)                                                                        \
        va_list more;                                                                     \
        va_start(more, flags);                                                            \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;           \
        va_end(more);                                                                     \
        ANSWER(is_due_to_read(-1), real(path, flags, mode), real(path, flags, mode));     \
    }
OPEN(open)
OPEN(open64)

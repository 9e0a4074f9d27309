/* Counts what a process writes below a folder; at the n-th time it is killed, or the disk refuses.

   Loaded before the C library (LD_PRELOAD), so that what SQLite writes counts too. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long count, at;
static int how; /* 0 nothing, 1 killed, 2 disk full, 3 disk broken, 4 drive pulled out, 5 unreadable */

void putus_siap(const char *path, long number, int manner) {
    strncpy(folder, path, sizeof folder - 1);
    count = 0;
    at = number;
    how = manner;
}

long putus_hitung(void) { return count; }

static int below_path(const char *path) {
    return how && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int below(int fd) {
    char link[64], path[PATH_MAX];
    if (!how)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return below_path(path);
}

/* Half of what is written arrives before the kill: a torn page. */
static int stopped(int is_here, int fd, const void *data, size_t size, off_t place) {
    if (!is_here || how == 5 || ++count < at)
        return 0;
    if (how == 1) {
        static ssize_t (*real)(int, const void *, size_t, off_t);
        if (!real)
            real = dlsym(RTLD_NEXT, "pwrite");
        if (data && size > 1 && count % 2 && place >= 0)
            (void)!real(fd, data, size / 2, place);
        kill(getpid(), SIGKILL);
        pause();
    }
    errno = how == 2 ? ENOSPC : EIO;
    return 1;
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)

/* Reading counts only where it is to fail; all else counts where it is not. */
static int unreadable(int fd) { return how == 5 && below(fd) && ++count >= at && (errno = EIO); }

ssize_t read(int fd, void *data, size_t size) {
    REAL(ssize_t, read, int, void *, size_t);
    return unreadable(fd) ? -1 : real(fd, data, size);
}

ssize_t pread(int fd, void *data, size_t size, off_t place) {
    REAL(ssize_t, pread, int, void *, size_t, off_t);
    return unreadable(fd) ? -1 : real(fd, data, size, place);
}

ssize_t pread64(int fd, void *data, size_t size, off_t place) {
    REAL(ssize_t, pread64, int, void *, size_t, off_t);
    return unreadable(fd) ? -1 : real(fd, data, size, place);
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (stopped(below(fd), fd, NULL, 0, -1))
        return -1;
    return real(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    if (stopped(below(fd), fd, data, size, place))
        return -1;
    return real(fd, data, size, place);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t place) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
    if (stopped(below(fd), fd, data, size, place))
        return -1;
    return real(fd, data, size, place);
}

int fsync(int fd) {
    REAL(int, fsync, int);
    return stopped(below(fd), fd, NULL, 0, -1) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    return stopped(below(fd), fd, NULL, 0, -1) ? -1 : real(fd);
}

int ftruncate(int fd, off_t size) {
    REAL(int, ftruncate, int, off_t);
    return stopped(below(fd), fd, NULL, 0, -1) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off_t size) {
    REAL(int, ftruncate64, int, off_t);
    return stopped(below(fd), fd, NULL, 0, -1) ? -1 : real(fd, size);
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return stopped(below_path(to), -1, NULL, 0, -1) ? -1 : real(from, to);
}

int renameat(int one, const char *from, int other, const char *to) {
    REAL(int, renameat, int, const char *, int, const char *);
    return stopped(below_path(to), -1, NULL, 0, -1) ? -1 : real(one, from, other, to);
}

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    if (how != 2 && how != 3 && stopped(below_path(path), -1, NULL, 0, -1)) /* a full disk lets go */
        return -1;
    return real(path);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return stopped(below_path(path), -1, NULL, 0, -1) ? -1 : real(path, mode);
}

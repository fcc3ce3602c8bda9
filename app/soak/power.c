/* What a process does to the files of one folder, written down in order, and disks that are full.

   Loaded by LD_PRELOAD beneath SQLite and Python. It changes nothing by itself: everything goes to
   the real disk, and a log is kept of it. What a power cut would have left is worked out from the
   log afterwards (disk.py), at any point of it and as often as wanted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, CLOSE, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR, LINK, NOTE };
enum { MOST = 65536 };

static char folder[4096];
static size_t folder_length;
static int log_fd = -1;
static long room = -1;
static char watched[MOST];

#define REAL(name, ...) static int (*real)(__VA_ARGS__); \
    if (!real) real = (int (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)
#define REAL_SIZE(name, ...) static ssize_t (*real)(__VA_ARGS__); \
    if (!real) real = (ssize_t (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static ssize_t put(int fd, const void *data, size_t size) {
    REAL_SIZE(write, int, const void *, size_t);
    return real(fd, data, size);
}

static void note(int op, int fd, int64_t at, const void *a, size_t a_size, const char *b) {
    struct { uint8_t op; int32_t fd; int64_t at; uint32_t a, b; } __attribute__((packed)) head = {
        (uint8_t)op, fd, at, (uint32_t)a_size, b ? (uint32_t)strlen(b) : 0 };
    int kept = errno;
    if (log_fd >= 0) {
        put(log_fd, &head, sizeof head);
        if (a_size) put(log_fd, a, a_size);
        if (b) put(log_fd, b, strlen(b));
    }
    errno = kept;
}

static int ours(const char *path) {
    return folder_length && path && strncmp(path, folder, folder_length) == 0
        && (path[folder_length] == '/' || path[folder_length] == 0);
}

/* The whole path of a name in an opened folder, as those who walk a tree call it. */
static const char *whole(int at, const char *path, char *place, size_t size) {
    char link[64];
    if (!path || path[0] == '/' || at == AT_FDCWD) return path;
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, place, size - 1);
    if (length < 0) return path;
    snprintf(place + length, size - (size_t)length, "/%s", path);
    return place;
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST && watched[fd]; }

/* Counts down; true when there is no room left. */
static int full(void) {
    if (room < 0) return 0;
    if (room == 0) { errno = ENOSPC; return 1; }
    room--;
    return 0;
}

void faults_begin(const char *where, const char *log) {
    strncpy(folder, where, sizeof folder - 1);
    folder_length = strlen(folder);
    memset(watched, 0, sizeof watched);
    if (log) {
        REAL(open, const char *, int, ...);
        log_fd = real(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    }
}

void faults_note(const void *data, long size) { note(NOTE, -1, 0, data, (size_t)size, NULL); }

/* After so many more writes the disk is full; -1: never. */
void faults_room(long writes) { room = writes; }

long faults_left(void) { return room; }

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && ours(path)) {
        if (fd < MOST) watched[fd] = 1;
        note(OPEN, fd, flags, path, strlen(path), NULL);
    }
    return fd;
}

static int no_room_to_make(const char *path, int flags) {
    struct stat there;
    return (flags & O_CREAT) && ours(path) && stat(path, &there) != 0 && full();
}

#define OPENS(name) \
int name(const char *path, int flags, ...) { \
    REAL(name, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
    if (no_room_to_make(path, flags)) return -1; \
    return opened(real(path, flags, mode), path, flags); \
}
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) \
int name(int at, const char *path, int flags, ...) { \
    REAL(name, int, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
    char place[4096]; \
    const char *named = whole(at, path, place, sizeof place); \
    if (no_room_to_make(named, flags)) return -1; \
    return opened(real(at, path, flags, mode), named, flags); \
}
OPENS_AT(openat)
OPENS_AT(openat64)

int close(int fd) {
    REAL(close, int);
    if (is_watched(fd)) { watched[fd] = 0; note(CLOSE, fd, 0, NULL, 0, NULL); }
    return real(fd);
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL_SIZE(write, int, const void *, size_t);
    if (!is_watched(fd)) return real(fd, data, size);
    if (full()) return -1;
    ssize_t done = real(fd, data, size);
    if (done > 0) note(WRITE, fd, lseek(fd, 0, SEEK_CUR) - done, data, (size_t)done, NULL);
    return done;
}

#define WRITES_AT(name) \
ssize_t name(int fd, const void *data, size_t size, off_t at) { \
    REAL_SIZE(name, int, const void *, size_t, off_t); \
    if (!is_watched(fd)) return real(fd, data, size, at); \
    if (full()) return -1; \
    ssize_t done = real(fd, data, size, at); \
    if (done > 0) note(WRITE, fd, at, data, (size_t)done, NULL); \
    return done; \
}
WRITES_AT(pwrite)
WRITES_AT(pwrite64)

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL_SIZE(writev, int, const struct iovec *, int);
    if (!is_watched(fd)) return real(fd, parts, count);
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return all;
}

/* How Python copies a file. What went over is read again where it came from. */
#define SENDS(name) \
ssize_t name(int to, int from, off_t *at, size_t size) { \
    static ssize_t (*real)(int, int, off_t *, size_t); \
    if (!real) real = (ssize_t (*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, #name); \
    if (!is_watched(to)) return real(to, from, at, size); \
    if (full()) return -1; \
    off_t start = at ? *at : lseek(from, 0, SEEK_CUR); \
    ssize_t done = real(to, from, at, size); \
    if (done > 0) sent(to, from, start, done); \
    return done; \
}

static void sent(int to, int from, off_t start, ssize_t size) {
    static char piece[65536];
    off_t end = lseek(to, 0, SEEK_CUR), gone = 0;
    while (gone < size) {
        size_t want = (size_t)(size - gone) < sizeof piece ? (size_t)(size - gone) : sizeof piece;
        ssize_t got = pread(from, piece, want, start + gone);
        if (got <= 0) break;
        note(WRITE, to, end - size + gone, piece, (size_t)got, NULL);
        gone += got;
    }
}
SENDS(sendfile)
SENDS(sendfile64)

#define TRUNCATES(name) \
int name(int fd, off_t size) { \
    REAL(name, int, off_t); \
    int done = real(fd, size); \
    if (done == 0 && is_watched(fd)) note(TRUNCATE, fd, size, NULL, 0, NULL); \
    return done; \
}
TRUNCATES(ftruncate)
TRUNCATES(ftruncate64)

#define SYNCS(name) \
int name(int fd) { \
    REAL(name, int); \
    int done = real(fd); \
    if (done == 0 && is_watched(fd)) note(SYNC, fd, 0, NULL, 0, NULL); \
    return done; \
}
SYNCS(fsync)
SYNCS(fdatasync)

#define MOVES(name, op) \
int name(const char *from, const char *to) { \
    REAL(name, const char *, const char *); \
    int done = real(from, to); \
    if (done == 0 && ours(to)) note(op, -1, 0, from, strlen(from), to); \
    return done; \
}
MOVES(rename, RENAME)
MOVES(link, LINK)

int unlink(const char *path) {
    REAL(unlink, const char *);
    int done = real(path);
    if (done == 0 && ours(path)) note(UNLINK, -1, 0, path, strlen(path), NULL);
    return done;
}

int unlinkat(int at, const char *path, int flags) {
    REAL(unlinkat, int, const char *, int);
    char place[4096];
    const char *named = whole(at, path, place, sizeof place);
    int done = real(at, path, flags);
    if (done == 0 && ours(named)) note(UNLINK, -1, 0, named, strlen(named), NULL);
    return done;
}

int rmdir(const char *path) {
    REAL(rmdir, const char *);
    int done = real(path);
    if (done == 0 && ours(path)) note(UNLINK, -1, 0, path, strlen(path), NULL);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir, const char *, mode_t);
    if (ours(path) && full()) return -1;
    int done = real(path, mode);
    if (done == 0 && ours(path)) note(MKDIR, -1, 0, path, strlen(path), NULL);
    return done;
}

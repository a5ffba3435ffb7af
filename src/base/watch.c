/* SPDX-License-Identifier: ISC */
/* Tell when a file was changed on disk. */
#include "base/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"

#ifdef HAVE_INOTIFY
#include <sys/inotify.h>
#endif
#ifdef __linux__
#include <linux/magic.h>
#include <sys/vfs.h>
#endif
#ifdef __APPLE__
#define st_mtim st_mtimespec
#define st_ctim st_ctimespec
#endif

enum {
	QUIET_MS = 50,	    /* an editor that writes in pieces rests less */
	RESTLESS_MS = 1000, /* a file that never rests is told of after this */
	LOOK_MS = 1000,	    /* between two looks where nobody tells */
	LINKS_MAX = 40,	    /* symbolic links on a path: the kernel's limit */
	NAMES_MAX = 256,    /* folders that a path leads through */
};

struct signature {
	bool exists;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec written;
	struct timespec changed;
};

enum state {
	STATE_CALM,	/* nothing, or nothing new, is there */
	STATE_RESTLESS, /* something new, which may go on changing */
	STATE_SETTLED,	/* something new */
};

/* What is waited for in one place. */
struct watched {
	int id;	    /* inotify's */
	char *name; /* in this folder; NULL: id is the file itself */
};

struct watch {
	char *path;
	struct signature taken;
	struct signature seen;
	enum state state;
	long long first_ms; /* when it became restless */
	long long last_ms;  /* when it was last seen to change */
	bool blind;	    /* changes may come without an event */
	int fd;
	struct watched *watched;
	size_t watched_count;
	size_t watched_capacity;
};

/* ---- What is there ---- */

static struct signature look_at(const char *path)
{
	struct signature signature = { .exists = false };
	struct stat status;

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return signature;
	signature.exists = true;
	signature.device = status.st_dev;
	signature.inode = status.st_ino;
	signature.size = status.st_size;
	signature.written = status.st_mtim;
	signature.changed = status.st_ctim;
	return signature;
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool same(const struct signature *a, const struct signature *b)
{
	if (!a->exists || !b->exists)
		return a->exists == b->exists;
	return a->device == b->device && a->inode == b->inode &&
	       a->size == b->size && same_time(a->written, b->written) &&
	       same_time(a->changed, b->changed);
}

/* ---- Being told: inotify ---- */

#ifdef HAVE_INOTIFY

enum {
	/* Names that come, go and are replaced … */
	FOLDER_EVENTS = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
			IN_DELETE_SELF | IN_MOVE_SELF,
	/* … and what is written, through whichever name. */
	FILE_EVENTS = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF |
		      IN_MOVE_SELF,
	/* After these the path may lead elsewhere. */
	MOVING_EVENTS =
		IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_Q_OVERFLOW,
};

/* A path on its way to the file: folder holds no symbolic link any more, rest
 * is still to be gone. */
struct walk {
	struct buffer folder;
	struct buffer rest;
	size_t links;
};

static void add_watched(struct watch *watch, const char *path, uint32_t mask,
			const char *name)
{
	int id = watch->watched_count < NAMES_MAX
			 ? inotify_add_watch(watch->fd, path, mask)
			 : -1;

	if (id < 0) {
		watch->blind = true;
		return;
	}
	MEMORY_RESERVE(watch->watched, watch->watched_capacity,
		       watch->watched_count + 1);
	watch->watched[watch->watched_count++] = (struct watched){
		id, name ? memory_copy_string(name, strlen(name)) : NULL
	};
}

/* Changes by other machines, or by who serves the files, make no event. */
static bool is_remote(const char *path)
{
#ifdef __linux__
	static const unsigned long kinds[] = { NFS_SUPER_MAGIC, SMB_SUPER_MAGIC,
					       V9FS_MAGIC,	AFS_SUPER_MAGIC,
					       0xff534d42,   /* CIFS */
					       0xfe534d42,   /* SMB 2 */
					       0x00c36400,   /* Ceph */
					       0x65735546 }; /* FUSE */
	struct statfs status;

	if (statfs(path, &status) != 0)
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if ((uint32_t)status.f_type == kinds[i])
			return true;
#else
	(void)path;
#endif
	return false;
}

/* Moves the first part of walk->rest into name; false if there is none. */
static bool take_part(struct walk *walk, struct buffer *name)
{
	const char *rest = buffer_string(&walk->rest);
	size_t slashes = strspn(rest, "/");
	size_t len = strcspn(rest + slashes, "/");
	struct buffer behind = BUFFER_INIT;

	buffer_clear(name);
	buffer_append(name, rest + slashes, len);
	buffer_append_string(&behind, rest + slashes + len);
	buffer_release(&walk->rest);
	walk->rest = behind;
	return name->len > 0;
}

/* Goes where the symbolic link at path points to; false if it is none. */
static bool follow_link(struct walk *walk, const char *path)
{
	char target[4096];
	ssize_t len = readlink(path, target, sizeof(target));
	struct buffer rest = BUFFER_INIT;

	if (len <= 0 || (size_t)len == sizeof(target) ||
	    ++walk->links > LINKS_MAX)
		return false;
	if (target[0] == '/') {
		buffer_clear(&walk->folder);
		buffer_append_byte(&walk->folder, '/');
	}
	buffer_append(&rest, target, (size_t)len);
	buffer_append_byte(&rest, '/');
	buffer_append_string(&rest, buffer_string(&walk->rest));
	buffer_release(&walk->rest);
	walk->rest = rest;
	return true;
}

/* Takes one step and watches for the step to change; false where the path
 * ends. */
static bool step(struct watch *watch, struct walk *walk, struct buffer *name)
{
	struct buffer path = BUFFER_INIT;
	struct stat status;
	bool on = true;

	if (!take_part(walk, name))
		return false;
	if (strcmp(name->data, ".") == 0)
		return true;
	buffer_append_string(&path, buffer_string(&walk->folder));
	if (path.data[path.len - 1] != '/')
		buffer_append_byte(&path, '/');
	buffer_append_string(&path, name->data);
	add_watched(watch, buffer_string(&walk->folder),
		    FOLDER_EVENTS | IN_ONLYDIR, name->data);
	if (lstat(path.data, &status) != 0) {
		on = false;
	} else if (S_ISLNK(status.st_mode)) {
		on = follow_link(walk, path.data);
	} else {
		buffer_clear(&walk->folder);
		buffer_append_string(&walk->folder, path.data);
		if (S_ISREG(status.st_mode))
			add_watched(watch, path.data, FILE_EVENTS, NULL);
		on = S_ISDIR(status.st_mode);
	}
	buffer_release(&path);
	return on;
}

static void forget(struct watch *watch, struct watched *old, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool kept = false;

		for (size_t j = 0; j < watch->watched_count; j++)
			kept |= watch->watched[j].id == old[i].id;
		if (!kept)
			inotify_rm_watch(watch->fd, old[i].id);
		free(old[i].name);
	}
	free(old);
}

/* Watches everything that the path leads through now. */
static void arm(struct watch *watch)
{
	struct watched *old = watch->watched;
	size_t old_count = watch->watched_count;
	struct walk walk = { BUFFER_INIT, BUFFER_INIT, 0 };
	struct buffer name = BUFFER_INIT;

	watch->watched = NULL;
	watch->watched_count = watch->watched_capacity = 0;
	watch->blind = false;
	buffer_append_byte(&walk.folder, watch->path[0] == '/' ? '/' : '.');
	buffer_append_string(&walk.rest, watch->path);
	while (step(watch, &walk, &name))
		continue;
	if (is_remote(buffer_string(&walk.folder)))
		watch->blind = true;
	forget(watch, old, old_count);
	buffer_release(&walk.folder);
	buffer_release(&walk.rest);
	buffer_release(&name);
}

/* Whether the path may lead elsewhere since. */
static bool leads_elsewhere(const struct watch *watch,
			    const struct inotify_event *event)
{
	if (event->mask & MOVING_EVENTS)
		return true;
	if (!event->len)
		return false;
	for (size_t i = 0; i < watch->watched_count; i++)
		if (watch->watched[i].id == event->wd &&
		    watch->watched[i].name &&
		    strcmp(watch->watched[i].name, event->name) == 0)
			return true;
	return false;
}

static void drain(struct watch *watch)
{
	_Alignas(struct inotify_event) char bytes[4096];
	bool elsewhere = false;
	ssize_t len;

	if (watch->fd < 0)
		return;
	while ((len = read(watch->fd, bytes, sizeof(bytes))) > 0) {
		for (size_t off = 0; off < (size_t)len;) {
			const struct inotify_event *event =
				(const void *)(bytes + off);

			elsewhere |= leads_elsewhere(watch, event);
			off += sizeof(*event) + event->len;
		}
	}
	if (elsewhere)
		arm(watch);
}

static void begin(struct watch *watch)
{
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	watch->blind = true;
	if (watch->fd >= 0)
		arm(watch);
}

#else

static void drain(struct watch *watch)
{
	(void)watch;
}

static void begin(struct watch *watch)
{
	watch->fd = -1;
	watch->blind = true;
}

#endif

/* ---- The watch ---- */

struct watch *watch_open(const char *path)
{
	struct watch *watch = memory_alloc_zeroed(1, sizeof(*watch));

	watch->path = memory_copy_string(path, strlen(path));
	begin(watch);
	watch_take(watch);
	return watch;
}

void watch_free(struct watch *watch)
{
	if (!watch)
		return;
	if (watch->fd >= 0)
		close(watch->fd);
	for (size_t i = 0; i < watch->watched_count; i++)
		free(watch->watched[i].name);
	free(watch->watched);
	free(watch->path);
	free(watch);
}

int watch_fd(const struct watch *watch)
{
	return watch->fd;
}

/* When what is restless counts as settled. */
static long long settled_ms(const struct watch *watch)
{
	long long quiet = watch->last_ms + QUIET_MS;
	long long latest = watch->first_ms + RESTLESS_MS;

	return quiet < latest ? quiet : latest;
}

int watch_wait_ms(const struct watch *watch)
{
	long long left;

	if (watch->state != STATE_RESTLESS)
		return watch->blind ? LOOK_MS : -1;
	left = settled_ms(watch) - clock_ms();
	return left > 0 ? (int)left : 0;
}

bool watch_changed(struct watch *watch)
{
	long long now = clock_ms();
	struct signature found;

	drain(watch);
	found = look_at(watch->path);
	if (!found.exists || same(&found, &watch->taken)) {
		watch->state = STATE_CALM;
	} else if (watch->state == STATE_CALM || !same(&found, &watch->seen)) {
		if (watch->state != STATE_RESTLESS)
			watch->first_ms = now;
		watch->last_ms = now;
		watch->state = STATE_RESTLESS;
	}
	watch->seen = found;
	if (watch->state == STATE_RESTLESS && now >= settled_ms(watch))
		watch->state = STATE_SETTLED;
	return watch->state == STATE_SETTLED;
}

void watch_take(struct watch *watch)
{
	drain(watch);
	watch->taken = watch->seen = look_at(watch->path);
	watch->state = STATE_CALM;
}

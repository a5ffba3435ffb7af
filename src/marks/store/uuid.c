/* SPDX-License-Identifier: ISC */
/* Draw names that nobody else has. */
#include "marks/store/uuid.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum { BYTES = 16, COUNTS = 0x1000 };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Where the system has no random numbers (a jail without its device, a kernel
 * before 3.17), what differs between runs has to do: splitmix64 (Steele, Lea
 * and Flood 2014). */
static void fill_by_time(unsigned char *bytes, size_t count)
{
	static uint64_t state;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	state += (uint64_t)now.tv_nsec ^ (uint64_t)now_ms() << 20 ^
		 (uint64_t)getpid() << 44;
	for (size_t i = 0; i < count; i++) {
		uint64_t mixed = state += UINT64_C(0x9e3779b97f4a7c15);

		mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
		mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
		bytes[i] = (unsigned char)(mixed >> 56);
	}
}

static void fill(unsigned char *bytes, size_t count)
{
	if (getentropy(bytes, count) < 0)
		fill_by_time(bytes, count);
}

static void write_hex(char *out, const unsigned char *bytes)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < BYTES; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

void uuid_draw(char uuid[UUID_LENGTH + 1])
{
	static int64_t last_ms;
	static unsigned count;
	unsigned char bytes[BYTES];
	int64_t ms = now_ms();

	fill(bytes, sizeof(bytes));
	if (ms > last_ms) {
		/* Half of the counts are left to count on. */
		count = ((unsigned)bytes[6] << 8 | bytes[7]) % (COUNTS / 2);
		last_ms = ms;
	} else if (++count == COUNTS) {
		count = 0;
		last_ms++;
	}
	for (size_t i = 0; i < 6; i++)
		bytes[i] = (unsigned char)(last_ms >> (40 - 8 * i));
	bytes[6] = (unsigned char)(0x70 | count >> 8);
	bytes[7] = (unsigned char)count;
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3f));
	write_hex(uuid, bytes);
}

/* One more than the value of a digit; 0: it is none. Digits are as good as
 * random: branches on them would cost more than all else. */
static const unsigned char hex_values[256] = {
	['0'] = 1,  ['1'] = 2,	['2'] = 3,  ['3'] = 4,	['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,	['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

bool uuid_time(const char *uuid, size_t len, int64_t *ms, unsigned *count)
{
	bool sound = true;
	uint64_t high = 0;

	if (len != UUID_LENGTH || uuid[8] != '-' || uuid[13] != '-' ||
	    uuid[14] != '7')
		return false;
	for (size_t i = 0; i < 18; i++) {
		unsigned value = hex_values[(unsigned char)uuid[i]];

		if (i == 8 || i == 13)
			continue;
		sound = sound && value;
		high = high << 4 | ((value - 1) & 0xf);
	}
	if (!sound)
		return false;
	*ms = (int64_t)(high >> 16);
	*count = high & (COUNTS - 1);
	return true;
}

void uuid_letters(char *letters, size_t count)
{
	static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";

	for (size_t i = 0; i < count; i++) {
		unsigned char byte;

		fill(&byte, 1);
		letters[i] = base32[byte % 32];
	}
}

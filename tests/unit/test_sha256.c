/* SPDX-License-Identifier: ISC */
/* Tests of SHA-256. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/sha256.h"

/* The examples of FIPS 180-4 that NIST publishes with it, then lengths around
 * the end of a block (by sha256sum). */
static const struct {
	const char *unit; /* the message is this … */
	size_t times;	  /* … so many times */
	const char *digest;
} messages[] = {
	{ "abc", 1,
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "", 1,
	  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
	  "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
	  1,
	  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
	{ "a", 1000000,
	  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
	{ "x", 55,
	  "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072" },
	{ "x", 56,
	  "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e" },
	{ "x", 57,
	  "ae14a2563ccf969d99aca69ce6bb74981f734bbf9f655f73b8f06db68cab5217" },
	{ "x", 63,
	  "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2" },
	{ "x", 64,
	  "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c" },
	{ "x", 65,
	  "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9" },
	{ "x", 119,
	  "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c" },
	{ "x", 120,
	  "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98" },
	{ "x", 128,
	  "24da1b81d0b16df6428eee73c69fcb2a93c76bc6df706f0c6670fe6bfe800464" },
};

static void hex(const unsigned char *digest, char out[2 * SHA256_DIGEST + 1])
{
	for (size_t i = 0; i < SHA256_DIGEST; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

static void test_messages_have_their_digests(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
		unsigned char digest[SHA256_DIGEST];
		char shown[2 * SHA256_DIGEST + 1];
		struct sha256 sha;

		sha256_init(&sha);
		for (size_t j = 0; j < messages[i].times; j++)
			sha256_update(&sha, messages[i].unit,
				      strlen(messages[i].unit));
		sha256_finish(&sha, digest);
		hex(digest, shown);
		assert_string_equal(shown, messages[i].digest);
	}
}

static void test_stretches_make_no_difference(void **state)
{
	unsigned char message[1000], whole[SHA256_DIGEST];
	uint64_t random = 180;
	struct sha256 sha;

	(void)state;
	for (size_t i = 0; i < sizeof(message); i++)
		message[i] = (unsigned char)test_random(&random);
	sha256_init(&sha);
	sha256_update(&sha, message, sizeof(message));
	sha256_finish(&sha, whole);
	for (size_t round = 0; round < 200; round++) {
		unsigned char digest[SHA256_DIGEST];
		size_t most = 1 + test_random(&random) % 200;

		sha256_init(&sha);
		for (size_t off = 0; off < sizeof(message);) {
			size_t len = test_random(&random) % (most + 1);

			if (len > sizeof(message) - off)
				len = sizeof(message) - off;
			sha256_update(&sha, message + off, len);
			off += len;
		}
		sha256_finish(&sha, digest);
		assert_memory_equal(digest, whole, sizeof(digest));
	}
}

static void test_a_copy_goes_its_own_way(void **state)
{
	unsigned char digest[SHA256_DIGEST];
	char shown[2 * SHA256_DIGEST + 1];
	struct sha256 sha, copy;

	(void)state;
	sha256_init(&sha);
	sha256_update(&sha, "ab", 2);
	copy = sha;
	sha256_update(&copy, "other", 5);
	sha256_finish(&copy, digest);
	sha256_update(&sha, "c", 1);
	sha256_finish(&sha, digest);
	hex(digest, shown);
	assert_string_equal(shown, messages[0].digest);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages_have_their_digests),
		cmocka_unit_test(test_stretches_make_no_difference),
		cmocka_unit_test(test_a_copy_goes_its_own_way),
	};

	return test_run(tests);
}

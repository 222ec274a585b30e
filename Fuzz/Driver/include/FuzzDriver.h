#include <stddef.h>
#include <stdint.h>

/// Takes one input; must return 0.
typedef int (*chorus_fuzz_body)(const uint8_t *bytes, size_t count);

/// Runs libFuzzer with the program's arguments. SwiftPM renames a program's `main`, so that libFuzzer's own is out of reach.
int chorus_fuzz(int count, char **arguments, chorus_fuzz_body body);

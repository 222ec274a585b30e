#include "FuzzDriver.h"

extern int LLVMFuzzerRunDriver(int *count, char ***arguments, chorus_fuzz_body body);

int chorus_fuzz(int count, char **arguments, chorus_fuzz_body body) {
    return LLVMFuzzerRunDriver(&count, &arguments, body);
}

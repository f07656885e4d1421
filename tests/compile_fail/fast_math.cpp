// expect: must not be compiled with -ffast-math
// options: -ffast-math
#include "posproof/arith/contract.hpp"

// expect: could not convert .*bool
#include "posproof/arith/truth.hpp"

int f(posproof::Truth truth) {
  if (!truth) return 1;
  return 0;
}

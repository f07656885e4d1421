// expect: no matching function for call to .*Undecided
#include "posproof/claim/verdict.hpp"

posproof::Verdict f() { return posproof::Undecided{}; }

// expect: no matching function for call to .*Refuted
#include "posproof/claim/verdict.hpp"

posproof::Verdict f() { return posproof::Refuted{}; }

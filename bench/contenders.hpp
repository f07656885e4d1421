#pragma once
#include <functional>
#include <string>
#include <vector>

namespace posproof::bench {

/// One way to compute f_n = sum_{t<T} cos(n 10000^(-t/T)) for many n on one core.
struct Contender {
  std::string name;
  std::string gives;  // what the numbers are worth
  /// Computes the values at n = 1..positions and returns something that depends on all of them.
  std::function<double(long terms, long positions)> run;
  /// Positions that take a fraction of a second at 64 terms.
  long positions;
};
std::vector<Contender> contenders();

}  // namespace posproof::bench

#pragma once
#include <tbb/global_control.h>

#include <string>
#include <vector>

#include "posproof/claim/casefile.hpp"
#include "posproof/decide/settings.hpp"

namespace CLI {
class App;
}

namespace posproof {

/// Options that every deciding subcommand shares.
struct DecisionOptions {
  int jobs = 0;  ///< 0: all cores
  std::uint64_t budget = 0;
  long bits = 0;
  void add_to(CLI::App& sub);
  Settings settings() const;
};

/// At most this many threads work, everywhere, while it lives.
class ThreadLimit {
 public:
  explicit ThreadLimit(int jobs) : control_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(jobs)) {}

 private:
  tbb::global_control control_;
};

Source command_line_source(const std::string& text);
/// Parses --where values. Throws ClaimError.
std::vector<Definition> definitions_of(const std::vector<std::string>& where);

}  // namespace posproof

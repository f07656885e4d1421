#include "options.hpp"

#include <CLI/CLI.hpp>
#include <thread>

#include "posproof/claim/prepare.hpp"

namespace posproof {

void DecisionOptions::add_to(CLI::App& sub) {
  sub.add_option("--jobs,-j", jobs, "Threads (0: one per core); results do not depend on it")->check(CLI::Range(0, 1024));
  sub.add_option("--budget", budget, "Most loop iterations and function values to spend (default 4000000000)");
  sub.add_option("--bits", bits, "Highest precision of the ladder in bits (default 8192)")->check(CLI::Range(64L, 1'000'000L));
}

Settings DecisionOptions::settings() const {
  Settings s;
  s.jobs = jobs > 0 ? jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  if (budget > 0) s.budget = budget;
  if (bits > 0) s.last_bits = bits;
  return s;
}

Source command_line_source(const std::string& text) { return Source{"<claim>", text, 1, 1}; }

std::vector<Definition> definitions_of(const std::vector<std::string>& where) {
  std::vector<Definition> out;
  int index = 0;
  for (const auto& w : where) out.push_back(parse_definition(Source{"<where " + std::to_string(++index) + ">", w, 1, 1}));
  return out;
}

}  // namespace posproof

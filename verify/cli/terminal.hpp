#pragma once
#include <string>

#include "posproof/arith/enclosure.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/claim/verdict.hpp"

namespace posproof {

/// "0.0016 ± 2e-10", or "[lower, upper]" when the two ends share no digits.
std::string shown(const Enclosure& e);
/// The verdict word, then the evidence, one labelled line each.
std::string verdict_text(const Verdict& v);
/// A derivation as an indented tree.
std::string derivation_text(const Derivation& d, int depth);
/// Progress on stderr; nothing unless it is a terminal.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  void show(const std::string& what, double share);

 private:
  bool on_;
  std::string last_;
};

}  // namespace posproof

#pragma once
#include <map>
#include <string>
#include <vector>

#include "coq_term.hpp"

namespace posproof::coq {

/// Names for slots: the claim's own, with a number where Coq knows the name or an enclosing binder has it.
class Names {
 public:
  explicit Names(std::vector<std::string> slot_names) : wanted_(std::move(slot_names)) {}
  const std::string& of(int slot) const { return current_.at(slot); }
  /// Names the variable for the body of its binder; `leave` ends it.
  const std::string& enter(int slot);
  void leave(int slot) { current_.erase(slot); }

 private:
  std::vector<std::string> wanted_;
  std::map<int, std::string> current_;
};

/// The statement as a reader of Coq expects it, for the scope of the reals.
std::string plain(const Formula& f, Names& names);
/// What the premise of a quantifier says of its variable, which has been entered: "(1 <= n <= 9)%Z".
std::string premise(const Formula& quantifier, Names& names);

/// The same as data of PosproofClaims.v: variables by their distance to the binder.
std::string as_data(const Formula& f);

/// Lines of at most about 110 characters, broken at spaces.
std::string wrapped(const std::string& text, const std::string& indent);

}  // namespace posproof::coq

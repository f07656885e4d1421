#pragma once
#include <map>
#include <string>
#include <vector>

#include "coq_term.hpp"

namespace posproof::coq {

/// Names for slots, distinct and none of Coq's.
class Names {
 public:
  explicit Names(const std::vector<std::string>& slot_names);
  const std::string& of(int slot) const { return names_.at(static_cast<std::size_t>(slot)); }

 private:
  std::vector<std::string> names_;
};

/// The statement as a reader of Coq expects it, for the scope of the reals.
std::string plain(const Formula& f, const Names& names);
std::string plain(const Term& t, const Names& names);
/// What the premise of a quantifier says of its variable: "(1 <= n <= 9)%Z", "" for the whole line.
std::string premise(const Formula& quantifier, const Names& names);

/// The same as data of PosproofClaims.v: variables by their distance to the binder.
std::string as_data(const Formula& f);

/// Lines of at most about 110 characters, broken at spaces.
std::string wrapped(const std::string& text, const std::string& indent);

}  // namespace posproof::coq

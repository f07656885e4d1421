#pragma once
#include <catch2/catch.hpp>

#include "certificates.hpp"

// What a test expects of a certificate.

namespace certificates {

inline void accepted(const Certificate& c) {
  std::string why;
  const Outcome o = outcome(c.text(), &why);
  INFO(c.tree.dump() << "\n" << why);
  CHECK(o == Outcome::accepted);
}
inline void rejected(const Certificate& c, const std::string& reason) {
  std::string why;
  const Outcome o = outcome(c.text(), &why);
  INFO(c.tree.dump() << "\n" << why);
  CHECK(o == Outcome::rejected);
  CHECK(why.find(reason) != std::string::npos);
}

}  // namespace certificates

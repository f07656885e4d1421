#pragma once
#include <rapidcheck/catch.h>

#include <sstream>
#include <string>

namespace posproof::test {

/// As rc::prop, but in line: no section, so that a loop over many operations does not run quadratically often and what was
/// counted on the way can be checked after it.
template <class Testable>
void property(const std::string& name, Testable testable) {
  const auto result = rc::detail::checkTestable(testable);
  if (result.template is<rc::detail::SuccessResult>()) {
    CHECK(true);
    return;
  }
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  FAIL_CHECK(name << ": " << text.str());
}

}  // namespace posproof::test

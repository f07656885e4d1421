#pragma once
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "posproof/report/results_json.hpp"

namespace sample {

/// Compares with tests/report/golden/<name>. With POSPROOF_UPDATE_GOLDEN set it writes the file and fails, so that an
/// update is a deliberate act that has to be looked at and run again.
inline void check_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(POSPROOF_SOURCE_DIR) + "/tests/report/golden/" + name;
  if (std::getenv("POSPROOF_UPDATE_GOLDEN")) {
    posproof::write_text_file(path, text);
    FAIL("wrote " << path);
  }
  const std::string approved = posproof::read_text_file(path);
  std::size_t at = 0;
  while (at < approved.size() && at < text.size() && approved[at] == text[at]) ++at;
  INFO("first difference at byte " << at << ": \"" << text.substr(at, 120) << "\" instead of \"" << approved.substr(at, 120)
                                   << "\"");
  CHECK(approved == text);
}

}  // namespace sample

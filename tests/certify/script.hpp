#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "posproof/arith/sha256.hpp"
#include "posproof/certify/certificate.hpp"
#include "posproof/decide/decide.hpp"
#include "support/claims.hpp"
#include "support/folder.hpp"

// Certificates as their readers see them, without a line of the writer's code.

namespace posproof::testing {

using Json = nlohmann::json;

struct Script {
  Json header;
  std::vector<Json> lines;  ///< between the header and the end
  bool complete = false;    ///< the closing line counts and hashes what stands before it

  std::vector<Json> leaves() const {
    std::vector<Json> out;
    for (const auto& l : lines)
      if (l.contains("leaf")) out.push_back(l);
    return out;
  }
  std::size_t steps(const std::string& name) const {
    std::size_t n = 0;
    for (const auto& l : lines) n += l.contains("step") && l["step"] == name;
    return n;
  }
};

inline Script read_script(const std::string& text) {
  Script s;
  std::istringstream in(text);
  std::string line, before;
  std::uint64_t count = 0;
  while (std::getline(in, line)) {
    const Json j = Json::parse(line);
    if (j.contains("end")) {
      s.complete = j == Json{{"end", true}, {"lines", count}, {"sha256", sha256_hex(before)}} && in.peek() == EOF;
      return s;
    }
    if (count++ == 0)
      s.header = j;
    else
      s.lines.push_back(j);
    before += line + "\n";
  }
  return s;
}

inline Settings quick_settings(int jobs = 1) {
  Settings s;
  s.jobs = jobs;
  return s;
}

/// Decides a claim and writes its certificate.
inline std::string certificate_text(const std::string& formula, const std::vector<std::string>& where = {}, int jobs = 1) {
  const test::Folder folder;
  const auto file = folder / "c.jsonl";
  const PreparedClaim c = claim(formula, where);
  const Settings settings = quick_settings(jobs);
  certify(c, decide(c, settings), file, settings);
  return test::slurp(file);
}
inline Script certificate(const std::string& formula, const std::vector<std::string>& where = {}) {
  return read_script(certificate_text(formula, where));
}

}  // namespace posproof::testing

#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "coq_check.hpp"
#include "posproof/arith/sha256.hpp"
#include "posproof/claim/print.hpp"

namespace posproof {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* schema = "posproof-coq/1";

std::string claim_hash(const PreparedClaim& claim) { return sha256_hex(to_text(claim.formula)); }

std::string name_of(const CoqScript& script) { return script.theorem.substr(0, script.theorem.find('.')); }

std::string contents(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// Why a record does not back the verdict; empty when it does.
std::string objection(const Json& record, const ClaimRecord& claim, const Case& item, const fs::path& directory) {
  if (!record.at("accepted").get<bool>()) return "coqc did not accept the script";
  const std::string goal = record.at("goal").get<std::string>();
  if (claim.outcome != (goal == "claim" ? "PROVED" : "REFUTED"))
    return "it shows the " + goal + ", and the outcome is " + claim.outcome;
  if (record.at("claim_sha256").get<std::string>() != claim_hash(prepare(item.claim, item.definitions)))
    return "it is about another claim";
  for (const Json& file : record.at("files"))
    if (sha256_hex(contents(directory / file.at("name").get<std::string>())) != file.at("sha256").get<std::string>())
      return file.at("name").get<std::string>() + " has changed since";
  return "";
}

}  // namespace

void write_coq_record(const CoqScript& script, const CoqRun& run, const PreparedClaim& claim, const fs::path& directory) {
  Json files = Json::array();
  for (const auto& [name, text] : script.files)
    files.push_back({{"name", name}, {"bytes", text.size()}, {"sha256", sha256_hex(text)}});
  const Json record{{"schema", schema},
                    {"id", claim.id},
                    {"claim", claim.source.text},
                    {"claim_sha256", claim_hash(claim)},
                    {"goal", script.goal == CoqGoal::claim ? "claim" : "negation"},
                    {"theorem", script.theorem},
                    {"method", script.method},
                    {"accepted", run.accepted},
                    {"reason", run.reason},
                    {"assumptions", run.assumptions},
                    {"files", files},
                    {"seconds", run.seconds}};
  std::ofstream(directory / (name_of(script) + ".coq.json"), std::ios::binary) << record.dump(2) << '\n';
}

void mark_backed_by_coq(std::vector<ClaimRecord>& claims, const std::vector<Case>& cases, const fs::path& directory) {
  if (!fs::is_directory(directory)) throw std::runtime_error("no directory " + directory.string());
  std::map<std::string, std::size_t> place;
  for (std::size_t k = 0; k < claims.size(); ++k) place.emplace(claims[k].id, k);
  std::map<std::string, const Case*> case_of;
  for (const Case& c : cases) case_of.emplace(c.id, &c);
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (!entry.path().string().ends_with(".coq.json")) continue;
    try {
      const Json record = Json::parse(contents(entry.path()));
      if (record.at("schema") != schema) throw std::runtime_error("schema is not " + std::string(schema));
      const auto found = place.find(record.at("id").get<std::string>());
      if (found == place.end()) continue;
      ClaimRecord& claim = claims[found->second];
      if (const std::string why = objection(record, claim, *case_of.at(claim.id), directory); !why.empty()) {
        std::cerr << "posproof run: " << entry.path().filename().string() << " backs nothing: " << why << '\n';
        continue;
      }
      std::uint64_t bytes = 0;
      for (const Json& file : record.at("files")) bytes += file.at("bytes").get<std::uint64_t>();
      claim.certificate = CertificateRecord{"coq", "", bytes, record.at("seconds").get<double>()};
    } catch (const std::exception& e) {
      throw std::runtime_error(entry.path().string() + ": " + e.what());
    }
  }
}

}  // namespace posproof

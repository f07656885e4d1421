#include "posproof/claim/casefile.hpp"

#include <algorithm>
#include <cctype>

#include "casefile_reader.hpp"
#include "posproof/claim/prepare.hpp"

namespace posproof {
namespace {

using casefile::TomlFile;

void read_definitions(const TomlFile& file, Case& c) {
  const toml::table* where = file.table(file.root(), "where");
  if (!where) return;
  for (const auto& [key, value] : TomlFile::in_file_order(*where)) {
    const std::string head(key->str());
    const Source body = file.source_of(*value, file.exact_text(*value, "the definition of " + head));
    Definition d = make_definition(file.source_of(*key), body);
    for (const Definition& other : c.definitions)
      if (other.name == d.name) file.fail("\"" + d.name + "\" is defined twice", key->source());
    c.definitions.push_back(std::move(d));
  }
}

void read_witness(const TomlFile& file, const toml::table& expect, Expectation& e) {
  const toml::table* witness = file.table(expect, "witness");
  if (!witness) return;
  if (e.verdict != "refuted" && e.verdict != "proved") file.fail("only a proved or refuted case has a witness", *witness);
  for (const auto& [key, value] : TomlFile::in_file_order(*witness)) {
    const std::string name(key->str());
    e.witness.emplace_back(name, file.exact_text(*value, "the witness value of " + name));
  }
}

void read_expectation(const TomlFile& file, Case& c) {
  const toml::table* expect = file.table(file.root(), "expect");
  if (!expect) return;
  file.allow(*expect, "[expect]", {"verdict", "error", "witness"});
  Expectation e;
  e.verdict = file.text(*expect, "verdict");
  e.error = file.text(*expect, "error");
  if (e.verdict.empty() == e.error.empty()) file.fail("[expect] must have exactly one of \"verdict\" and \"error\"", *expect);
  const std::vector<std::string> verdicts{"proved", "refuted", "undecided", "empirical"};
  if (e.error.empty() && std::find(verdicts.begin(), verdicts.end(), e.verdict) == verdicts.end())
    file.fail("unknown verdict \"" + e.verdict + "\"" + casefile::suggestion(e.verdict, verdicts), *expect->get("verdict"));
  if ((e.verdict == "empirical") != (c.kind == "empirical"))
    file.fail("an empirical case, and no other, has the verdict \"empirical\"", *expect);
  read_witness(file, *expect, e);
  c.expect = std::move(e);
}

void read_kind(const TomlFile& file, Case& c) {
  const toml::table& root = file.root();
  c.kind = file.text(root, "kind");
  if (c.kind.empty()) c.kind = "formula";
  if (c.kind != "formula" && c.kind != "empirical")
    file.fail("unknown kind \"" + c.kind + "\"" + casefile::suggestion(c.kind, {"formula", "empirical"}), *root.get("kind"));
  c.experiment = file.text(root, "experiment", c.kind == "empirical");
  const std::string claim = file.text(root, "claim", c.kind == "formula");
  if (c.kind == "formula" && !c.experiment.empty())
    file.fail("an \"experiment\" belongs to kind = \"empirical\"", *root.get("experiment"));
  if (c.kind == "empirical" && !claim.empty()) file.fail("an empirical case has no formula", *root.get("claim"));
  if (claim.empty()) return;
  c.claim = file.source_of(*root.get("claim"), claim);
  c.claim_line = c.claim.first_line;
}

void check_id(const TomlFile& file, const std::string& id) {
  const auto slug = [](const std::string& s, const std::string& marks) {
    return !s.empty() && s.front() != '.' && s.back() != '.' && s.find("..") == std::string::npos &&
           std::all_of(s.begin(), s.end(), [&](unsigned char c) {
             return std::islower(c) || std::isdigit(c) || marks.find(static_cast<char>(c)) != std::string::npos;
           });
  };
  const std::size_t cut = id.find('/');
  // A dot lets a claim bear the number of a theorem; a document is a folder and has none.
  if (cut == std::string::npos || !slug(id.substr(0, cut), "-") || !slug(id.substr(cut + 1), "-."))
    file.fail("the id \"" + id +
                  "\" is not of the form document/claim in small letters, digits and hyphens (a claim may have dots inside)",
              *file.root().get("id"));
}

}  // namespace

Case read_case(const std::filesystem::path& path) {
  const TomlFile file(path);
  const toml::table& root = file.root();
  file.allow(root, "a case file",
             {"id", "title", "locator", "says", "kind", "experiment", "claim", "where", "expect", "notes", "tags", "budget"});
  Case c;
  c.file = path;
  c.id = file.text(root, "id", true);
  check_id(file, c.id);
  c.title = file.text(root, "title", true);
  c.locator = file.text(root, "locator");
  c.says = file.text(root, "says");
  read_kind(file, c);
  read_definitions(file, c);
  read_expectation(file, c);
  if (const toml::table* notes = file.table(root, "notes")) {
    file.allow(*notes, "[notes]", {"why", "repaired_by"});
    c.why = file.text(*notes, "why");
    c.repaired_by = file.text(*notes, "repaired_by");
  }
  c.tags = file.texts(root, "tags");
  if (const toml::node* budget = root.get("budget")) {
    if (!budget->is_integer() || budget->as_integer()->get() <= 0) file.fail("\"budget\" must be a positive integer", *budget);
    c.budget = static_cast<long>(budget->as_integer()->get());
  }
  return c;
}

}  // namespace posproof

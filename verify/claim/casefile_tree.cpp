#include <algorithm>
#include <map>
#include <set>

#include "casefile_reader.hpp"
#include "posproof/claim/casefile.hpp"
#include "posproof/claim/error.hpp"

namespace posproof {
namespace {

namespace fs = std::filesystem;
using casefile::TomlFile;

/// A document with the files that its complaints point into.
struct Folder {
  Document document;
  std::map<std::string, Case> cases;
};

[[noreturn]] void refuse(const fs::path& file, const std::string& message) {
  throw ClaimError("case-file", message, Source{file.generic_string(), "", 1, 1}, {});
}

std::vector<fs::path> sorted_entries(const fs::path& directory) {
  std::error_code failure;
  std::vector<fs::path> out;
  fs::directory_iterator it(directory, failure), end;
  if (failure) refuse(directory, "the directory does not exist or cannot be read");
  for (; it != end; it.increment(failure)) {
    if (!it->path().filename().string().starts_with(".")) out.push_back(it->path());
    if (failure) break;
  }
  if (failure) refuse(directory, "the directory cannot be read to its end");
  std::sort(out.begin(), out.end());
  return out;
}

Document::Step read_step(const TomlFile& file, const toml::node& node) {
  const toml::table* t = node.as_table();
  if (!t) file.fail("\"step\" must be an array of tables, [[step]]", node);
  file.allow(*t, "[[step]]", {"number", "says", "cases"});
  Document::Step step;
  const toml::node* number = t->get("number");
  if (!number) file.fail("the key \"number\" is missing", *t);
  step.number = file.exact_text(*number, "the number of a step");
  step.says = file.text(*t, "says", true);
  step.cases = file.texts(*t, "cases");
  if (step.cases.empty()) file.fail("step " + step.number + " has no case: nothing would audit it", *t);
  return step;
}

Document read_document(const TomlFile& file, const std::string& id) {
  const toml::table& root = file.root();
  file.allow(root, "document.toml", {"id", "title", "authors", "year", "url", "note", "step"});
  Document d;
  d.id = file.text(root, "id", true);
  if (d.id != id) file.fail("the id \"" + d.id + "\" differs from the name of the folder, \"" + id + "\"", *root.get("id"));
  d.title = file.text(root, "title", true);
  d.authors = file.text(root, "authors");
  if (const toml::node* year = root.get("year")) d.year = file.exact_text(*year, "the year");
  d.url = file.text(root, "url");
  d.note = file.text(root, "note");
  const toml::node* steps = root.get("step");
  if (!steps) file.fail("a document needs at least one [[step]]");
  if (!steps->is_array()) file.fail("\"step\" must be an array of tables, [[step]]", *steps);
  for (const toml::node& node : *steps->as_array()) {
    d.steps.push_back(read_step(file, node));
    for (std::size_t i = 0; i + 1 < d.steps.size(); ++i)
      if (d.steps[i].number == d.steps.back().number) file.fail("two steps have the number " + d.steps[i].number, node);
  }
  return d;
}

void read_members(const fs::path& directory, Folder& folder) {
  for (const fs::path& path : sorted_entries(directory)) {
    if (path.extension() != ".toml" || path.filename() == "document.toml") continue;
    Case c = read_case(path);
    if (!c.id.starts_with(folder.document.id + "/"))
      refuse(path, "the id \"" + c.id + "\" does not begin with the document's, \"" + folder.document.id + "/\"");
    const auto [it, fresh] = folder.cases.try_emplace(c.id, std::move(c));
    if (!fresh) refuse(path, "the id \"" + it->first + "\" is taken by " + it->second.file.generic_string());
  }
}

void check_steps(const TomlFile& file, const Folder& folder) {
  std::vector<std::string> known;
  for (const auto& [id, c] : folder.cases) known.push_back(id);
  std::set<std::string> used;
  const toml::array& steps = *file.root().get("step")->as_array();
  for (std::size_t s = 0; s < folder.document.steps.size(); ++s) {
    for (const std::string& id : folder.document.steps[s].cases) {
      if (!folder.cases.contains(id))
        file.fail("step " + folder.document.steps[s].number + " names the case \"" + id + "\", which is in no file" +
                      casefile::suggestion(id, known),
                  *steps[s].as_table()->get("cases"));
      used.insert(id);
    }
  }
  for (const auto& [id, c] : folder.cases)
    if (!used.contains(id))
      refuse(c.file, "the case \"" + id + "\" belongs to no step of " + folder.document.id + "/document.toml");
}

Folder read_folder(const fs::path& directory) {
  const fs::path absolute = fs::absolute(directory).lexically_normal();
  const std::string name = (absolute.has_filename() ? absolute : absolute.parent_path()).filename().string();
  const TomlFile file(directory / "document.toml");
  Folder folder;
  folder.document = read_document(file, name);
  read_members(directory, folder);
  check_steps(file, folder);
  return folder;
}

bool holds_cases(const fs::path& directory) {
  const std::vector<fs::path> entries = sorted_entries(directory);
  return std::any_of(entries.begin(), entries.end(), [](const fs::path& p) { return p.extension() == ".toml"; });
}

std::vector<Folder> read_folders(const fs::path& directory) {
  std::vector<Folder> folders;
  std::error_code unreachable;  // is reported when the entry is read
  if (fs::exists(directory / "document.toml", unreachable)) {
    folders.push_back(read_folder(directory));
    return folders;
  }
  for (const fs::path& path : sorted_entries(directory)) {
    if (path.extension() == ".toml") refuse(path, "a case file must lie in the folder of its document");
    if (fs::is_directory(path, unreachable) && holds_cases(path)) folders.push_back(read_folder(path));
  }
  return folders;
}

void check_repairs(const CaseTree& tree) {
  std::set<std::string> documents, ids;
  for (const Document& d : tree.documents) documents.insert(d.id);
  for (const Case& c : tree.cases) ids.insert(c.id);
  for (const Case& c : tree.cases) {
    if (c.repaired_by.empty() || ids.contains(c.repaired_by)) continue;
    // A single folder may be read without its neighbours: their cases cannot be looked up then.
    const bool elsewhere = tree.documents.size() == 1 && !c.repaired_by.starts_with(tree.documents[0].id + "/");
    if (!elsewhere)
      refuse(c.file, "repaired_by names \"" + c.repaired_by + "\", which is in no file" +
                         casefile::suggestion(c.repaired_by, {ids.begin(), ids.end()}));
  }
}

}  // namespace

CaseTree read_cases(const fs::path& directory) {
  std::vector<Folder> folders = read_folders(directory);
  std::stable_partition(folders.begin(), folders.end(), [](const Folder& f) { return f.document.id != "controls"; });
  CaseTree tree;
  for (Folder& folder : folders) {
    std::set<std::string> placed;
    for (const Document::Step& step : folder.document.steps)
      for (const std::string& id : step.cases)
        if (placed.insert(id).second) tree.cases.push_back(std::move(folder.cases.at(id)));
    tree.documents.push_back(std::move(folder.document));
  }
  check_repairs(tree);
  return tree;
}

}  // namespace posproof

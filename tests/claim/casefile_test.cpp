#include "posproof/claim/casefile.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

// Oracle: the malformed inputs themselves. Each must give a ClaimError that names the file and the line of the fault.

namespace posproof {
namespace {

namespace fs = std::filesystem;

/// A directory of its own that vanishes with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "posproof-casefile-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    root_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path write(const std::string& name, const std::string& content) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
    return root_ / name;
  }
  const fs::path& root() const { return root_; }

 private:
  fs::path root_;
};

struct Complaint {
  std::string code, message, file;
  int line = 0, column = 0;
};

template <class Action>
Complaint complaint_of(Action action) {
  try {
    action();
  } catch (const ClaimError& e) {
    CHECK_FALSE(e.render().empty());
    return {e.code(), e.what(), e.source().file, e.line(), e.column()};
  }
  return {};
}

Complaint complaint_about(const std::string& content) {
  Folder folder;
  const fs::path file = folder.write("case.toml", content);
  const Complaint c = complaint_of([&] { read_case(file); });
  if (!c.code.empty()) CHECK(c.file == file.generic_string());
  return c;
}

const std::string good_case = R"toml(id = "doc/one"
title = "A title"
locator = "2.1"
says = "Something"
claim = "forall n in 1..10: f(n) <= l + 1"
tags = ["sum"]
budget = 100

[where]
"f(n; d)" = "sum(t, 0, l, cos(n*t))"
l = 3
d = "512"

[expect]
verdict = "refuted"
witness = { n = 3, s = "1/7" }

[notes]
why = "Because."
repaired_by = "doc/two"
)toml";

std::string without(const std::string& line_start) {
  std::string s = good_case;
  const std::size_t at = s.find(line_start);
  REQUIRE(at != std::string::npos);
  return s.erase(at, s.find('\n', at) - at);
}

std::string replaced(const std::string& from, const std::string& to) {
  std::string s = good_case;
  const std::size_t at = s.find(from);
  REQUIRE(at != std::string::npos);
  return s.replace(at, from.size(), to);
}

TEST_CASE("a case file is read in full", "[casefile]") {
  Folder folder;
  const Case c = read_case(folder.write("one.toml", good_case));
  CHECK(c.id == "doc/one");
  CHECK(c.title == "A title");
  CHECK(c.locator == "2.1");
  CHECK(c.says == "Something");
  CHECK(c.kind == "formula");
  CHECK(c.claim.text == "forall n in 1..10: f(n) <= l + 1");
  CHECK(c.claim.first_line == 5);
  CHECK(c.claim.first_column == 10);
  CHECK(c.claim_line == 5);
  REQUIRE(c.definitions.size() == 3);
  CHECK(c.definitions[0].name == "f");
  CHECK(c.definitions[0].parameters == std::vector<std::string>{"n", "d"});
  CHECK(c.definitions[1].name == "l");
  CHECK(c.definitions[1].source.text == "3");
  REQUIRE(c.definitions[0].body);
  CHECK(c.definitions[0].body->op == Op::sum);
  REQUIRE(c.expect);
  CHECK(c.expect->verdict == "refuted");
  CHECK(c.expect->witness == std::vector<std::pair<std::string, std::string>>{{"n", "3"}, {"s", "1/7"}});
  CHECK(c.why == "Because.");
  CHECK(c.repaired_by == "doc/two");
  CHECK(c.tags == std::vector<std::string>{"sum"});
  CHECK(c.budget == 100);
}

TEST_CASE("a formula over several lines knows its place", "[casefile]") {
  Folder folder;
  const Case c = read_case(
      folder.write("one.toml", "id = \"doc/one\"\ntitle = \"T\"\nclaim = \"\"\"\nforall n in 1..3:\n  n > 0\"\"\"\n"));
  CHECK(c.claim.first_line == 4);
  CHECK(c.claim.first_column == 1);
  const Complaint bad =
      complaint_about("id = \"doc/one\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n[where]\na = '''\n1 +\n  * 2'''\n");
  CHECK(bad.code == "syntax");
  CHECK(bad.line == 7);
  CHECK(bad.column == 3);
}

TEST_CASE("what is malformed is refused where it stands", "[casefile]") {
  struct Fault {
    const char* what;
    std::string content;
    int line;
    const char* message;
  };
  const Fault faults[] = {
      {"no id", without("id ="), 1, "\"id\" is missing"},
      {"no title", without("title ="), 1, "\"title\" is missing"},
      {"no claim", without("claim ="), 1, "\"claim\" is missing"},
      {"misspelt key", replaced("locator", "locater"), 3, "did you mean \"locator\"?"},
      {"misspelt table", replaced("[notes]", "[note]"), 18, "did you mean \"notes\"?"},
      {"misspelt key of a table", replaced("repaired_by", "repairedby"), 20, "did you mean \"repaired_by\"?"},
      {"unknown verdict", replaced("\"refuted\"", "\"refutd\""), 15, "did you mean \"refuted\"?"},
      {"verdict and error", replaced("verdict = \"refuted\"", "verdict = \"refuted\"\nerror = \"type\""), 14, "exactly one"},
      {"neither", without("verdict ="), 14, "exactly one"},
      {"witness of an undecided case", replaced("\"refuted\"", "\"undecided\""), 16, "has a witness"},
      {"rounded witness", replaced("n = 3", "n = 3.5"), 16, "as a string"},
      {"rounded definition", replaced("l = 3", "l = 0.1"), 11, "as a string"},
      {"boolean definition", replaced("l = 3", "l = true"), 11, "must be a string"},
      {"empty definition", replaced("l = 3", "l = \"\""), 11, "is empty"},
      {"definition twice", replaced("\"f(n; d)\"", "\"l(n)\""), 11, "defined twice"},
      {"key twice", replaced("l = 3", "l = 3\nl = 4"), 12, "not valid TOML"},
      {"id without document", replaced("doc/one", "one"), 1, "document/claim"},
      {"id with blanks", replaced("doc/one", "doc/o ne"), 1, "document/claim"},
      {"title is no string", replaced("\"A title\"", "7"), 2, "must be a string"},
      {"empty title", replaced("\"A title\"", "\"\""), 2, "is empty"},
      {"unknown kind", replaced("locator = \"2.1\"", "kind = \"formla\""), 3, "did you mean \"formula\"?"},
      {"experiment of a formula", replaced("locator = \"2.1\"", "experiment = \"x\""), 3, "belongs to kind"},
      {"tags no array", replaced("[\"sum\"]", "\"sum\""), 6, "array of strings"},
      {"tag no string", replaced("[\"sum\"]", "[1]"), 6, "strings only"},
      {"negative budget", replaced("budget = 100", "budget = -1"), 7, "positive integer"},
      {"where no table", "where = 1\n" + good_case.substr(0, good_case.find("[where]")), 1, "must be a table"},
      {"broken TOML", replaced("title = \"A title\"", "title = \"A title"), 2, "not valid TOML"},
      {"truncated", good_case.substr(0, good_case.find("s = \"1/7")), 16, "not valid TOML"},
      {"not UTF-8", replaced("A title", "A \xff title"), 2, "not valid TOML"},
  };
  for (const Fault& fault : faults) {
    INFO(fault.what);
    const Complaint c = complaint_about(fault.content);
    INFO(c.message);
    CHECK(c.code == "case-file");
    CHECK(c.line == fault.line);
    CHECK(c.message.find(fault.message) != std::string::npos);
  }
}

TEST_CASE("a malformed definition is refused where it stands", "[casefile]") {
  struct Fault {
    const char* from;
    const char* to;
    const char* code;
    int line, column;
  };
  const Fault faults[] = {
      {"\"f(n; d)\"", "\"(n)\"", "syntax", 10, 2},
      {"\"f(n; d)\"", "\"f()\"", "syntax", 10, 4},
      {"\"f(n; d)\"", "\"f(n) x\"", "syntax", 10, 7},
      {"\"f(n; d)\"", "\"f(n, n)\"", "duplicate", 10, 7},
      {"l = 3", "e = 3", "reserved", 11, 1},
      {"\"sum(t, 0, l, cos(n*t))\"", "\"sum(t, 0, l, cos(n*t)\"", "syntax", 10, 35},
  };
  for (const Fault& fault : faults) {
    INFO(fault.to);
    const Complaint c = complaint_about(replaced(fault.from, fault.to));
    INFO(c.message);
    CHECK(c.code == fault.code);
    CHECK(c.line == fault.line);
    CHECK(c.column == fault.column);
  }
}

TEST_CASE("every prefix of a case file is read or refused, never worse", "[casefile]") {
  Folder folder;
  int accepted = 0;
  for (std::size_t length = 0; length <= good_case.size(); length += 3) {
    const fs::path file = folder.write("one.toml", good_case.substr(0, length));
    accepted += complaint_of([&] { read_case(file); }).code.empty();
  }
  CHECK(accepted > 3);
  CHECK(accepted < 100);
}

TEST_CASE("empirical cases state an experiment and no formula", "[casefile]") {
  const std::string head = "id = \"doc/one\"\ntitle = \"T\"\nkind = \"empirical\"\n";
  Folder folder;
  const Case c = read_case(folder.write("one.toml", head + "experiment = \"Train it.\"\n[expect]\nverdict = \"empirical\"\n"));
  CHECK(c.kind == "empirical");
  CHECK(c.experiment == "Train it.");
  CHECK(c.claim.text.empty());
  CHECK(complaint_about(head).message.find("\"experiment\" is missing") != std::string::npos);
  CHECK(complaint_about(head + "experiment = \"x\"\nclaim = \"1 > 0\"\n").line == 5);
  CHECK(complaint_about(head + "experiment = \"x\"\n[expect]\nverdict = \"proved\"\n").line == 5);
  CHECK(complaint_about(replaced("\"refuted\"", "\"empirical\"")).code == "case-file");
}

TEST_CASE("files that are no case files", "[casefile]") {
  Folder folder;
  const auto code = [](const fs::path& file) { return complaint_of([&] { read_case(file); }).code; };
  CHECK(code(folder.root() / "absent.toml") == "case-file");
  CHECK(code(folder.root()) == "case-file");
  CHECK(code("/dev/zero") == "case-file");
  CHECK(code(folder.write("binary.toml", std::string("\x7f"
                                                     "ELF\0\0\0",
                                                     7))) == "case-file");
  CHECK(code(folder.write("empty.toml", "")) == "case-file");
  CHECK(code(folder.write("nested.toml", "id = " + std::string(100000, '[') + "\n")) == "case-file");
  const fs::path large = folder.write("large.toml", "id = \"doc/one\"\n");
  fs::resize_file(large, 100'000'000);
  CHECK(complaint_of([&] { read_case(large); }).message.find("1 MiB") != std::string::npos);
  // At the limit to the byte it is still read.
  std::string padded = good_case + "#";
  padded.resize(std::size_t{1} << 20, 'x');
  CHECK(code(folder.write("full.toml", padded)).empty());
  CHECK(code(folder.write("over.toml", padded + "x")) == "case-file");
}

/// A tree of one document with two cases.
void write_tree(const Folder& folder) {
  folder.write("doc/document.toml", R"toml(id = "doc"
title = "A document"
authors = "Somebody"
year = 2024
[[step]]
number = "1"
says = "It holds."
cases = ["doc/two", "doc/one"]
)toml");
  folder.write("doc/one.toml", good_case);
  folder.write("doc/two.toml", "id = \"doc/two\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n");
}

TEST_CASE("documents are read in order, controls last", "[casefile]") {
  Folder folder;
  write_tree(folder);
  for (const char* name : {"controls", "zeta"}) {
    folder.write(std::string(name) + "/document.toml",
                 "id = \"" + std::string(name) + "\"\ntitle = \"T\"\n[[step]]\nnumber = 1\nsays = \"s\"\ncases = [\"" + name +
                     "/x\"]\n");
    folder.write(std::string(name) + "/x.toml", "id = \"" + std::string(name) + "/x\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n");
  }
  const CaseTree tree = read_cases(folder.root());
  REQUIRE(tree.documents.size() == 3);
  CHECK(tree.documents[0].id == "doc");
  CHECK(tree.documents[0].year == "2024");
  CHECK(tree.documents[1].id == "zeta");
  CHECK(tree.documents[2].id == "controls");
  REQUIRE(tree.cases.size() == 4);
  CHECK(tree.cases[0].id == "doc/two");
  CHECK(tree.cases[1].id == "doc/one");
  CHECK(read_cases(folder.root() / "doc").cases.size() == 2);
  CHECK(read_cases(folder.root() / "doc/").cases.size() == 2);
}

TEST_CASE("a tree that does not hang together is refused", "[casefile]") {
  struct Fault {
    const char* what;
    const char* file;
    std::string content;
    const char* message;
  };
  const std::string document = "id = \"doc\"\ntitle = \"T\"\n[[step]]\nnumber = \"1\"\nsays = \"s\"\ncases = ";
  const Fault faults[] = {
      {"id taken", "doc/three.toml", "id = \"doc/two\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n", "is taken by"},
      {"case of no step", "doc/three.toml", "id = \"doc/three\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n", "belongs to no step"},
      {"case of another document", "doc/three.toml", "id = \"other/three\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n",
       "does not begin with"},
      {"step names no case", "doc/document.toml", document + "[\"doc/one\", \"doc/twoo\"]\n", "did you mean \"doc/two\"?"},
      {"step without cases", "doc/document.toml", document + "[]\n", "nothing would audit it"},
      {"step number twice", "doc/document.toml",
       document + "[\"doc/one\"]\n[[step]]\nnumber = \"1\"\nsays = \"s\"\ncases = [\"doc/two\"]\n", "have the number 1"},
      {"no step", "doc/document.toml", "id = \"doc\"\ntitle = \"T\"\n", "at least one [[step]]"},
      {"step no table", "doc/document.toml", "id = \"doc\"\ntitle = \"T\"\nstep = [1]\n", "array of tables"},
      {"unknown key of a step", "doc/document.toml", document + "[\"doc/one\", \"doc/two\"]\ncase = []\n",
       "did you mean \"cases\"?"},
      {"id of another folder", "doc/document.toml", "id = \"dog\"\ntitle = \"T\"\n", "differs from the name of the folder"},
      {"repair is absent", "doc/two.toml",
       "id = \"doc/two\"\ntitle = \"T\"\nclaim = \"1 > 0\"\n[notes]\nrepaired_by = \"doc/onee\"\n",
       "did you mean \"doc/one\"?"},
      {"folder without document", "more/x.toml", good_case, "does not exist"},
      {"file beside the folders", "x.toml", good_case, "in the folder of its document"},
  };
  for (const Fault& fault : faults) {
    INFO(fault.what);
    Folder folder;
    write_tree(folder);
    REQUIRE(complaint_of([&] { read_cases(folder.root()); }).code.empty());
    folder.write(fault.file, fault.content);
    const Complaint c = complaint_of([&] { read_cases(folder.root()); });
    INFO(c.message);
    CHECK(c.code == "case-file");
    CHECK(c.message.find(fault.message) != std::string::npos);
    CHECK(c.file.find(folder.root().generic_string()) == 0);
  }
  Folder folder;
  CHECK(complaint_of([&] { read_cases(folder.root() / "absent"); }).code == "case-file");
  CHECK(read_cases(folder.root()).cases.empty());
}

}  // namespace
}  // namespace posproof

#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "posproof/claim/ast.hpp"
#include "posproof/claim/error.hpp"

namespace posproof {

/// One definition of a `where` table: name, parameters, body as written.
struct Definition {
  std::string name;
  std::vector<std::string> parameters;
  Source source;  ///< of the right-hand side
  Expr body;      ///< parsed
};

/// What a case file expects; exactly one of verdict and error is set when the table is present.
struct Expectation {
  std::string verdict;                                       ///< "proved", "refuted", "undecided", "empirical" or ""
  std::string error;                                         ///< an error code, or ""
  std::vector<std::pair<std::string, std::string>> witness;  ///< name -> exact value as text
};

/// One claim as its file states it.
struct Case {
  std::string id;  ///< "decay-article/discrete-sum-bound"
  std::string title;
  std::string locator;     ///< place in the audited document
  std::string says;        ///< what the document asserts, in our words
  std::string kind;        ///< "formula" or "empirical"
  std::string experiment;  ///< for empirical ones
  Source claim;            ///< text of the formula
  std::vector<Definition> definitions;
  std::optional<Expectation> expect;
  std::string why;          ///< notes
  std::string repaired_by;  ///< id of the repairing case, or ""
  std::vector<std::string> tags;
  long budget = 0;  ///< 0: the default
  std::filesystem::path file;
  int claim_line = 0;
};

/// document.toml: the audited document and its steps in order.
struct Document {
  std::string id;
  std::string title, authors, year, url, note;
  struct Step {
    std::string number;  ///< "2.2.8"
    std::string says;
    std::vector<std::string> cases;  ///< ids of the claims that audit this step, in order
  };
  std::vector<Step> steps;
};

struct CaseTree {
  std::vector<Document> documents;  ///< sorted by id, `controls` last
  std::vector<Case> cases;          ///< in document order, then file order
};

/// Reads one case file. Throws ClaimError (code "case-file" for malformed TOML or keys; syntax errors of definitions too).
/// The claim's own syntax errors are not thrown here: they are found when the claim is prepared.
Case read_case(const std::filesystem::path& file);
/// Reads a whole directory of documents. Every case must belong to a step; unknown keys are errors with a did-you-mean.
CaseTree read_cases(const std::filesystem::path& directory);

}  // namespace posproof

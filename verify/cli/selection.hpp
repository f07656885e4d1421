#pragma once
#include <string>
#include <vector>

#include "posproof/claim/casefile.hpp"

namespace posproof {

/// Where the case files are: `given`, or `cases` in the working directory. Throws ClaimError when there is none.
std::filesystem::path cases_directory(const std::string& given);

/// Cases named by ids, document ids, tags, files or directories, in document order; all when `targets` is empty.
/// Cases tagged `slow` are left out unless `slow` is set or they are named by id.
std::vector<Case> select_cases(const CaseTree& tree, const std::vector<std::string>& targets, bool slow);

/// The case with that id; throws ClaimError "unknown-case" with the nearest id.
const Case& case_by_id(const CaseTree& tree, const std::string& id);

}  // namespace posproof

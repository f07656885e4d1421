#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "posproof/certify/coq.hpp"
#include "posproof/report/results.hpp"

namespace posproof {

/// What coqc made of a script.
struct CoqRun {
  bool started = false;   ///< false: there is no coqc
  bool accepted = false;  ///< every file compiled, and the theorem rests on permitted assumptions only
  std::string reason;     ///< of a rejection: coqc's words, the time limit, an assumption that is not permitted
  std::vector<std::string> assumptions;
  double seconds = 0;  ///< processor time
};

/// Writes the files; one that is there with the same text is left alone.
void write_coq_files(const CoqScript& script, const std::filesystem::path& directory);

/// Compiles the files in `directory`, each within so many seconds of processor time and 4 GiB. Compiled files of the library
/// that are up to date are used.
CoqRun run_coq(const CoqScript& script, const std::filesystem::path& directory, int seconds);

/// The record that `posproof run --coq DIR` reads: NAME.coq.json beside the script. docs/coq.md describes it.
void write_coq_record(const CoqScript& script, const CoqRun& run, const PreparedClaim& claim,
                      const std::filesystem::path& directory);

/// Marks the verdicts that a record in `directory` backs: accepted, about this very claim and this outcome, over files that
/// are unchanged. Says on stderr which records are passed over and why. Throws std::runtime_error for an unreadable one.
void mark_backed_by_coq(std::vector<ClaimRecord>& claims, const std::vector<Case>& cases,
                        const std::filesystem::path& directory);

}  // namespace posproof

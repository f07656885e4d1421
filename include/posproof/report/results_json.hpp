#pragma once
#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "posproof/report/record.hpp"
#include "posproof/report/results.hpp"

namespace posproof {

/// Keeps the order of keys, so that files read in a sensible order and compare by bytes.
using Json = nlohmann::ordered_json;

/// A results file that cannot be used: unreadable, too big, not JSON, unknown schema, a missing or wrong member,
/// or members that contradict each other. The message names the path inside the file, such as "claims[3].witness".
class ResultsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Limits of the reader; beyond any of them it throws ResultsError before the memory is spent.
inline constexpr std::size_t max_results_bytes = 200u << 20;
inline constexpr std::size_t max_json_values = 8u << 20;
inline constexpr int max_json_depth = 160;
inline constexpr std::size_t max_object_keys = 512;

Json to_json(const Results& results);
/// Strict: every member present with its type, no unknown ones; counts, outcomes and evidence consistent
/// (a REFUTED without witness or theorem, an edited count or expectation is rejected). Throws ResultsError.
Results from_json(const Json& json);

/// Text of results.json. Bytes that are not UTF-8 come out as U+FFFD.
std::string results_text(const Results& results);
/// Parses within the limits above. Throws ResultsError.
Json parse_json(std::string_view text);
/// Reads results.json. Throws ResultsError.
Results read_results(const std::filesystem::path& file);
/// The whole file, when it is a regular one of at most `limit` bytes. Throws ResultsError.
std::string read_text_file(const std::filesystem::path& file, std::size_t limit = max_results_bytes);
/// Writes through a temporary name, so that a reader never sees half a file. Throws ResultsError.
void write_text_file(const std::filesystem::path& file, std::string_view text);

/// The same document without the members `seconds`, `started` and `host`, at any depth.
Json without_times(Json json);

/// JSON of `check --json`: schema "posproof-check/1", claim, verdict, witness, lhs, rhs, relation, margin, method,
/// theorems, bits, work, confirmed_by; for an error verdict "ERROR" with `error`.
Json verdict_json(const std::string& claim, const Outcome& outcome);
/// JSON of `eval --json`: schema "posproof-value/1", expression, value {lower, upper}, text, bits, confirmed_by.
Json value_json(const std::string& expression, const Enclosure& value, const std::string& text, long bits,
                const std::vector<Confirmation>& confirmed_by);

}  // namespace posproof

#include <fstream>
#include <set>
#include <system_error>
#include <vector>

#include "posproof/report/results_json.hpp"

namespace posproof {
namespace {

/// Watches the parse: depth, number of values, keys per object and repeated keys. Throwing stops the parser at once.
class Guard {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (depth > max_json_depth) throw ResultsError("nested deeper than " + std::to_string(max_json_depth) + " levels");
    if (++events_ > max_json_values) throw ResultsError("more than " + std::to_string(max_json_values) + " JSON values");
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event == Event::key) take_key(parsed.get_ref<const std::string&>());
    return true;
  }

 private:
  void take_key(const std::string& key) {
    if (!keys_.back().insert(key).second)
      throw ResultsError("the member \"" + key.substr(0, 80) + "\" occurs twice in one object");
    if (keys_.back().size() > max_object_keys)
      throw ResultsError("an object with more than " + std::to_string(max_object_keys) + " members");
  }
  std::size_t events_ = 0;
  std::vector<std::set<std::string>> keys_;
};

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw ResultsError(file.string() + ": " + what);
}

}  // namespace

Json parse_json(std::string_view text) {
  if (text.size() > max_results_bytes) throw ResultsError("larger than " + std::to_string(max_results_bytes) + " bytes");
  Guard guard;
  try {
    return Json::parse(text.begin(), text.end(),
                       [&](int depth, Json::parse_event_t event, Json& parsed) { return guard(depth, event, parsed); });
  } catch (const Json::exception& e) {
    const std::string what = e.what();  // quotes the last token, which may be megabytes of a broken text
    throw ResultsError("not JSON: " + (what.size() > 300 ? what.substr(0, 300) + "..." : what));
  }
}

std::string read_text_file(const std::filesystem::path& file, std::size_t limit) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) fail(file, "no such file");
  const auto size = std::filesystem::file_size(file, error);
  if (error) fail(file, error.message());
  if (size > limit) fail(file, std::to_string(size) + " bytes are more than the limit of " + std::to_string(limit));
  std::string text(size, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(text.data(), static_cast<std::streamsize>(size));
  if (!in || static_cast<std::uintmax_t>(in.gcount()) != size) fail(file, "cannot be read");
  return text;
}

void write_text_file(const std::filesystem::path& file, std::string_view text) {
  std::filesystem::path part = file;
  part += ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  std::error_code error;
  if (!out) {
    std::filesystem::remove(part, error);
    fail(file, "cannot be written");
  }
  std::filesystem::rename(part, file, error);
  if (!error) return;
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  fail(file, error.message());
}

Results read_results(const std::filesystem::path& file) {
  const std::string text = read_text_file(file);
  try {
    return from_json(parse_json(text));
  } catch (const ResultsError& e) {
    fail(file, e.what());
  }
}

}  // namespace posproof

#include "casefile_reader.hpp"

#include <algorithm>
#include <fstream>

#include "builtins.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/claim/nearest_name.hpp"

namespace posproof::casefile {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& message) {
  throw ClaimError("case-file", message, Source{file.generic_string(), "", 1, 1}, {});
}

/// Dotted keys (a.a.a = 1) make tables as deep as there are dots, which the TOML library builds and frees by recursion.
constexpr std::ptrdiff_t dot_limit = 2000;

std::ptrdiff_t most_dots_in_a_line(const std::string& text) {
  std::ptrdiff_t most = 0;
  for (auto at = text.begin(); at != text.end();) {
    const auto end = std::find(at, text.end(), '\n');
    most = std::max(most, std::count(at, end, '.'));
    at = end == text.end() ? end : end + 1;
  }
  return most;
}

}  // namespace

std::string read_text(const fs::path& file) {
  std::error_code failure;
  const fs::file_status status = fs::status(file, failure);
  if (failure || !fs::exists(status)) refuse(file, "the file does not exist or cannot be reached");
  if (!fs::is_regular_file(status)) refuse(file, "this is not a regular file");
  const std::uintmax_t size = fs::file_size(file, failure);
  if (failure) refuse(file, "the size of the file cannot be told");
  if (size > size_limit_bytes) refuse(file, "the file has more than 1 MiB; a case file is a page of text");
  std::ifstream in(file, std::ios::binary);
  if (!in) refuse(file, "the file cannot be opened for reading");
  // One byte more than the limit: the file may have grown since it was measured.
  std::string text(static_cast<std::size_t>(size_limit_bytes) + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) refuse(file, "the file cannot be read to its end");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > size_limit_bytes) refuse(file, "the file has more than 1 MiB; a case file is a page of text");
  if (text.find('\0') != std::string::npos) refuse(file, "this is a binary file, not a text");
  if (most_dots_in_a_line(text) > dot_limit) refuse(file, "a line with more than 2000 dots; keys must not be nested like that");
  return text;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const std::string near = nearest_name(word, known);
  return near.empty() ? "" : "; did you mean \"" + near + "\"?";
}

TomlFile::TomlFile(const fs::path& file) : file_(file), text_(read_text(file)) {
  try {
    root_ = toml::parse(std::string_view(text_), file.generic_string());
  } catch (const toml::parse_error& e) {
    fail("not valid TOML: " + std::string(e.description()), e.source());
  }
}

std::size_t TomlFile::offset_of(toml::source_position at) const {
  std::size_t offset = 0;
  for (toml::source_index line = 1; line < at.line; ++line) {
    const std::size_t end = text_.find('\n', offset);
    if (end == std::string::npos) return text_.size();
    offset = end + 1;
  }
  for (toml::source_index column = 1; column < at.column && offset < text_.size() && text_[offset] != '\n'; ++column) {
    ++offset;  // columns count characters, so the continuation bytes of UTF-8 do not count
    while (offset < text_.size() && (static_cast<unsigned char>(text_[offset]) & 0xC0) == 0x80) ++offset;
  }
  return offset;
}

void TomlFile::fail(const std::string& message, const toml::source_region& at) const {
  const auto begin = static_cast<std::uint32_t>(offset_of(at.begin));
  const auto end = std::max(begin + 1, static_cast<std::uint32_t>(offset_of(at.end)));
  throw ClaimError("case-file", message, Source{file_.generic_string(), text_, 1, 1}, Span{begin, end});
}

void TomlFile::fail(const std::string& message) const {
  throw ClaimError("case-file", message, Source{file_.generic_string(), text_, 1, 1}, Span{});
}

void TomlFile::allow(const toml::table& t, std::string_view where, std::initializer_list<const char*> known) const {
  const std::vector<std::string> names(known.begin(), known.end());
  for (auto&& [key, value] : t) {
    const std::string name(key.str());
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    fail("unknown key \"" + name + "\" in " + std::string(where) + suggestion(name, names), key.source());
  }
}

std::string TomlFile::text(const toml::table& t, const char* key, bool required) const {
  const toml::node* value = t.get(key);
  if (!value) {
    if (required) fail("the key \"" + std::string(key) + "\" is missing", t.source());
    return "";
  }
  const auto* s = value->as_string();
  if (!s) fail("\"" + std::string(key) + "\" must be a string", *value);
  if (s->get().empty()) fail("\"" + std::string(key) + "\" is empty", *value);
  return s->get();
}

const toml::table* TomlFile::table(const toml::table& t, const char* key) const {
  const toml::node* value = t.get(key);
  if (!value) return nullptr;
  if (!value->is_table()) fail("\"" + std::string(key) + "\" must be a table", *value);
  return value->as_table();
}

std::vector<std::string> TomlFile::texts(const toml::table& t, const char* key) const {
  std::vector<std::string> out;
  const toml::node* value = t.get(key);
  if (!value) return out;
  const toml::array* array = value->as_array();
  if (!array) fail("\"" + std::string(key) + "\" must be an array of strings", *value);
  for (const toml::node& element : *array) {
    if (!element.is_string()) fail("\"" + std::string(key) + "\" must hold strings only", element);
    if (element.as_string()->get().empty()) fail("\"" + std::string(key) + "\" holds an empty string", element);
    out.push_back(element.as_string()->get());
  }
  return out;
}

std::string TomlFile::exact_text(const toml::node& value, const std::string& what) const {
  if (const auto* n = value.as_integer()) return std::to_string(n->get());
  if (const auto* s = value.as_string()) {
    if (s->get().empty()) fail(what + " is empty", value);
    return s->get();
  }
  if (value.is_floating_point()) fail(what + " would be rounded: write the number as a string, which is exact", value);
  fail(what + " must be a string or an integer", value);
}

Source TomlFile::source_of(const toml::node& value, std::string content) const {
  Source source{file_.generic_string(), std::move(content), static_cast<int>(value.source().begin.line),
                static_cast<int>(value.source().begin.column)};
  const std::string_view rest = std::string_view(text_).substr(offset_of(value.source().begin));
  const bool multi_line = rest.starts_with("\"\"\"") || rest.starts_with("'''");
  if (multi_line && rest.substr(3).starts_with("\n")) {  // TOML drops a line break right after the opening quotes
    source.first_line += 1;
    source.first_column = 1;
  } else if (value.is_string()) {
    source.first_column += multi_line ? 3 : 1;
  }
  return source;
}

Source TomlFile::source_of(const toml::key& key) const {
  Source source{file_.generic_string(), std::string(key.str()), static_cast<int>(key.source().begin.line),
                static_cast<int>(key.source().begin.column)};
  const char first = text_[std::min(offset_of(key.source().begin), text_.size() - 1)];
  if (first == '"' || first == '\'') source.first_column += 1;
  return source;
}

std::vector<std::pair<const toml::key*, const toml::node*>> TomlFile::in_file_order(const toml::table& t) {
  std::vector<std::pair<const toml::key*, const toml::node*>> out;
  for (auto&& [key, value] : t) out.emplace_back(&key, &value);
  const auto place = [](const toml::key* k) { return std::pair(k->source().begin.line, k->source().begin.column); };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return place(a.first) < place(b.first); });
  return out;
}

}  // namespace posproof::casefile

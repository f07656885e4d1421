#pragma once
#include <toml++/toml.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "posproof/claim/ast.hpp"

// Reading TOML with the place of everything at hand: every complaint becomes a ClaimError with file, line and column.

namespace posproof::casefile {

/// Files longer than this are refused before they are read.
inline constexpr std::uintmax_t size_limit_bytes = std::uintmax_t{1} << 20;

/// The bytes of a regular text file. Throws ClaimError "case-file" when it is absent, unreadable, too long or binary.
std::string read_text(const std::filesystem::path& file);

/// "did you mean ...?" for a misspelt word, or "".
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

/// One parsed file.
class TomlFile {
 public:
  explicit TomlFile(const std::filesystem::path& file);
  const toml::table& root() const { return root_; }
  [[noreturn]] void fail(const std::string& message, const toml::source_region& at) const;
  [[noreturn]] void fail(const std::string& message, const toml::node& at) const { fail(message, at.source()); }
  /// A complaint about the file as a whole.
  [[noreturn]] void fail(const std::string& message) const;
  /// Refuses keys outside `known`; `where` names the table in the message.
  void allow(const toml::table& t, std::string_view where, std::initializer_list<const char*> known) const;
  /// The string under `key`, "" when absent and not required. Throws when it is no string, or empty.
  std::string text(const toml::table& t, const char* key, bool required = false) const;
  const toml::table* table(const toml::table& t, const char* key) const;
  /// The strings of the array under `key` (none when absent).
  std::vector<std::string> texts(const toml::table& t, const char* key) const;
  /// A string, or an integer as its exact digits.
  std::string exact_text(const toml::node& value, const std::string& what) const;
  /// The content of a string value as a text of its own that knows its place in the file.
  Source source_of(const toml::node& value, std::string content) const;
  /// The same for a key, quoted or bare.
  Source source_of(const toml::key& key) const;
  /// Keys and values in the order of the file (toml++ sorts them by name).
  static std::vector<std::pair<const toml::key*, const toml::node*>> in_file_order(const toml::table& t);

 private:
  std::filesystem::path file_;
  std::string text_;
  toml::table root_;

  std::size_t offset_of(toml::source_position at) const;
};

}  // namespace posproof::casefile

#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "interval.hpp"

// The part of JSON that certificates use: no fractions, no escapes, no blanks, printable ASCII, nesting up to 1000. So values
// are equal just when their texts are, and numbers of mathematics are strings of their own.

namespace check {

struct Json {
  char kind = 0;                  ///< { [ " of what begins so; n, t, f for null, true, false; 0 for an integer
  std::string_view text;          ///< as it stands in the line; of a string, what is between the quotes
  std::vector<Json> items;        ///< of an array, or the values of an object
  std::vector<std::string> keys;  ///< of an object

  bool is_null() const { return kind == 'n'; }
  const Json& of(char wanted) const {
    return kind == wanted ? *this : throw Unreadable("unexpected value " + std::string(text.substr(0, 40)));
  }
  std::string string() const { return std::string(of('"').text); }
  bool boolean() const { return kind == 't' || of('f').is_null(); }
  long integer() const { return std::stol(std::string(of(0).text)); }
  const std::vector<Json>& array() const { return of('[').items; }
  const Json& at(std::size_t i) const { return i < array().size() ? items[i] : throw Unreadable("an array is too short"); }
  bool has(const std::string& key) const { return std::find(keys.begin(), keys.end(), key) != keys.end(); }
  const Json& at(const std::string& key) const {
    return has(key) ? items[std::find(keys.begin(), keys.end(), key) - keys.begin()] : throw Unreadable("no key " + key);
  }
  /// Throws unless the keys are just these, or the array has just this size.
  void keys_are(const std::vector<std::string>& expected) const {
    for (const auto& key : expected) at(key);
    if (of('{').keys.size() != expected.size()) throw Unreadable("a key too many");
  }
  void size_is(std::size_t size) const {
    if (array().size() != size) throw Unreadable("wrong number of parts: " + std::string(text.substr(0, 60)));
  }
};

class JsonReader {
 public:
  /// The value refers to `line`, which has to outlive it.
  static Json read(std::string_view line) {
    JsonReader reader(line);
    Json value = reader.value(0);
    return reader.at_ == line.size() ? value : reader.fail("text after the value");
  }

 private:
  explicit JsonReader(std::string_view line) : line_(line) {}
  std::string_view line_;
  std::size_t at_ = 0;

  [[noreturn]] Json fail(const char* why) const { throw Unreadable("JSON, byte " + std::to_string(at_ + 1) + ": " + why); }
  char peek() const { return at_ < line_.size() ? line_[at_] : '\n'; }
  bool accept(char c) { return peek() == c && ++at_; }
  void expect(char c) { accept(c) || fail("another character expected").is_null(); }

  Json value(int depth) {
    if (depth > 1000) fail("nested deeper than 1000");
    const std::size_t begin = at_;
    const char c = peek(), close = c == '{' ? '}' : ']';
    Json v;
    if (accept('[') || accept('{')) {
      v.kind = c;
      if (!accept(close)) {
        do {
          if (c == '{') key(v);
          v.items.push_back(value(depth + 1));
        } while (accept(','));
        expect(close);
      }
    } else if (c == '"') {
      v.kind = c;
      v.text = string();
      return v;
    } else if (const std::string word = c == 'f'   ? "false"
                                        : c == 't' ? "true"
                                                   : "null";
               line_.substr(at_, word.size()) == word) {
      v.kind = c;
      at_ += word.size();
    } else {
      const std::size_t digits = accept('-') ? at_ : begin;
      while (peek() >= '0' && peek() <= '9') ++at_;
      if (at_ == digits || at_ - digits > 15 || (line_[digits] == '0' && at_ - begin > 1))
        fail("an integer of up to 15 digits expected");
    }
    v.text = line_.substr(begin, at_ - begin);
    return v;
  }
  void key(Json& object) {
    const std::string name(string());
    if (object.keys.size() > 20 || object.has(name)) fail("a key twice, or too many keys");
    object.keys.push_back(name);
    expect(':');
  }
  std::string_view string() {
    expect('"');
    const std::size_t begin = at_;
    for (; peek() != '"'; ++at_)
      if (peek() < ' ' || peek() > '~' || peek() == '\\') fail("unprintable character, backslash or end of line in a string");
    return line_.substr(begin, at_++ - begin);
  }
};

}  // namespace check

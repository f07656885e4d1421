#pragma once
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "posproof/report/results_json.hpp"

namespace posproof {

/// Strict view of one JSON object: members are taken by name and type, and `done` refuses what was not taken.
class Fields {
 public:
  Fields(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object.is_object()) fail(path_, "is not an object");
  }

  const Json& take(const char* key) {
    const auto found = object_.find(key);
    if (found == object_.end()) fail(path_ + "." + key, "is missing");
    taken_.insert(key);
    return *found;
  }
  std::string at(const char* key) const { return path_ + "." + key; }

  std::string text(const char* key) { return text_of(take(key), at(key)); }
  std::uint64_t count(const char* key) {
    const Json& v = take(key);
    if (!v.is_number_unsigned() && !(v.is_number_integer() && v.get<std::int64_t>() >= 0))
      fail(at(key), "is not a non-negative integer below 2^64");
    return v.get<std::uint64_t>();
  }
  long small_count(const char* key) {
    const std::uint64_t v = count(key);
    if (v > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) fail(at(key), "is too large");
    return static_cast<long>(v);
  }
  double seconds(const char* key) {
    const Json& v = take(key);
    if (!v.is_number() || v.get<double>() < 0) fail(at(key), "is not a non-negative number");
    return v.get<double>();
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> out;
    each(key, [&](const Json& v, const std::string& path) { out.push_back(text_of(v, path)); });
    return out;
  }
  /// Names and texts of an object, in its order.
  TextPairs pairs(const char* key) { return pairs_of(take(key), at(key)); }

  template <class F>
  void each(const char* key, F visit) {
    const Json& list = take(key);
    if (!list.is_array()) fail(at(key), "is not a list");
    for (std::size_t k = 0; k < list.size(); ++k) visit(list[k], at(key) + "[" + std::to_string(k) + "]");
  }
  /// Calls visit(json, path) unless the member is null.
  template <class F>
  void unless_null(const char* key, F visit) {
    const Json& v = take(key);
    if (!v.is_null()) visit(v, at(key));
  }
  void done() const {
    for (const auto& [key, value] : object_.items())
      if (!taken_.contains(key)) fail(path_ + "." + key.substr(0, 80), "is not a member this schema knows");
  }

  static std::string text_of(const Json& v, const std::string& path) {
    if (!v.is_string()) fail(path, "is not a text");
    return v.get<std::string>();
  }
  static TextPairs pairs_of(const Json& v, const std::string& path) {
    if (!v.is_object()) fail(path, "is not an object");
    TextPairs out;
    for (const auto& [key, value] : v.items()) out.emplace_back(key, text_of(value, path + "." + key.substr(0, 80)));
    return out;
  }
  [[noreturn]] static void fail(const std::string& path, const std::string& what) { throw ResultsError(path + " " + what); }

 private:
  const Json& object_;
  std::string path_;
  std::set<std::string> taken_;
};

// The pieces shared by results.json and check --json.
Json enclosure_json(const Enclosure& e);
Json witness_json(const std::optional<Witness>& w);
Json pairs_json(const TextPairs& pairs);
Json work_json(const Work& w);
Json confirmations_json(const std::vector<Confirmation>& list);
Json derivation_json(const Derivation& d);

}  // namespace posproof

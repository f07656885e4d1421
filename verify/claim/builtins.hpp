#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "posproof/claim/ast.hpp"

// The words of the language that are not names of the user's.

namespace posproof::detail {

/// A built-in mathematical function; most < 0 means any number of arguments from `least` on.
struct Function {
  std::string_view name;
  int least, most;
  std::string_view usage;
};
const Function* find_function(std::string_view name);

/// Forms with arguments of their own grammar: sum(k, lo, hi, e), limit(n -> inf, e) and so on.
enum class Form : std::uint8_t { range, integral, derivative, conditional, approach, property };
struct FormEntry {
  std::string_view name;
  Form form;
  Op op;
  std::string_view usage;
};
const FormEntry* find_form(std::string_view name);

bool is_constant(std::string_view name);
/// Words that no variable, parameter or definition may be named after: constants, inf, true, false.
bool is_reserved(std::string_view name);

/// Built-in names that are applied to arguments, forms included, and those that stand alone; for suggestions.
std::vector<std::string> function_names();
std::vector<std::string> constant_names();

}  // namespace posproof::detail
